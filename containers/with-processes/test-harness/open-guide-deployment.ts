import { mkdir, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { requireProgram } from '../../prerequisites/programs.ts';
import { createDatabase } from '../administer-postgres.ts';
import { build } from '../build.ts';
import { childEnvironment } from '../child-environment.ts';
import { databaseUrl } from '../database-url.ts';
import { startNginx } from '../nginx.ts';
import { open, type Opening } from '../opening.ts';
import { onThisMachine, referencePlan } from '../plan.ts';
import { startPostgres } from '../postgres.ts';
import { startProgram } from '../program.ts';
import { reserveRabbitmq, startRabbitmq } from '../rabbitmq.ts';

/** Where the operations guide has its services, with the credentials that it gives them. */
const guide = {
  ports: { nginx: 80, mcp: 8001, broker: 5672, cache: 6379 },
  broker: { user: 'guest', password: 'guest', virtualHost: '/' },
} as const;

/** The deployment of the operations guide, at the very addresses that it names: for a network of which nobody else knows. */
export const openGuideDeployment = () =>
  open({}, async (opening) => {
    const { ports, broker } = guide;
    const reserved = await reserveRabbitmq(opening);
    const address = { ...reserved.address, ...broker, port: ports.broker };
    const startPrograms = async () => {
      const [postgres] = await opening.together(startPostgres(opening), startCache(opening));
      await createDatabase(postgres, 'medcor_db');
      const plan = referencePlan({
        ...onThisMachine({ api: 8000, mcp: ports.mcp }),
        urls: {
          database: databaseUrl(postgres, 'medcor_db'),
          cache: `redis://127.0.0.1:${ports.cache}/0`,
          broker: `amqp://${broker.user}:${broker.password}@127.0.0.1:${ports.broker}//`,
        },
        signingKey: randomBytes(32).toString('base64url'),
        build: await build(),
      });
      const loopback = (port: number) => `127.0.0.1:${port}`;
      const serverBlocks = plan.nginx({ listen: loopback(ports.nginx), api: loopback(8000), mcp: loopback(ports.mcp) });
      await opening.together(
        startProgram(opening, 'api', plan.api),
        startProgram(opening, 'mcp', plan.mcp),
        startProgram(opening, 'worker', plan.worker),
        startNginx(opening, ports.nginx, { serverBlocks }),
      );
    };
    await opening.together(startRabbitmq(opening, { ...reserved, address }, broker.virtualHost), startPrograms());
    return {};
  });

/** As its package has it: without a password. */
async function startCache(opening: Opening): Promise<unknown> {
  const folder = join(opening.directory.path, 'redis');
  await mkdir(folder, { mode: 0o700 });
  const configuration = join(folder, 'redis.conf');
  await writeFile(configuration, `port ${guide.ports.cache}\nbind 127.0.0.1\nsave ""\n`);
  return opening.start({
    name: 'redis',
    file: requireProgram('redis-server'),
    arguments: [configuration],
    folder,
    environment: childEnvironment(folder),
    ready: { listensOn: guide.ports.cache },
    readyWithinMs: 20_000,
    end: { signal: 'SIGTERM', withinMs: 2000 },
    onParentDeath: 'KILL',
  });
}
