import type { Deployment, SurfaceName } from '../../../targets/deployment.ts';
import { brokerTraces } from './broker-traces.ts';
import { cacheTraces } from './cache-traces.ts';
import { databaseTraces, type Traces } from './database-traces.ts';

/** Of what a deployment keeps, all that would show that somebody wrote to it; but its audit, its cache, its sessions and what it counts of callers. */
export async function tracesOf({ surfaces }: Pick<Deployment, 'surfaces'>): Promise<Traces> {
  const address = (name: SurfaceName): string => {
    const surface = surfaces[name];
    if ('url' in surface) return surface.url;
    throw new Error(`The stack of this test offers no ${name}.`);
  };
  const [database, cache, broker] = await Promise.all([
    databaseTraces(address('database'), { aside: /audit/ }),
    cacheTraces(address('cache'), { aside: /^(appointments|sessions?|rate-limits?):/ }),
    brokerTraces(address('broker'), address('management')),
  ]);
  return { ...database, ...cache, ...broker };
}
