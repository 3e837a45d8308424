import { join } from 'node:path';
import type { ServiceAddresses } from '../stack.ts';
import { createDatabase } from './administer-postgres.ts';
import { childEnvironment } from './child-environment.ts';
import { databaseUrl } from './database-url.ts';
import type { Opening } from './opening.ts';
import { programsFolder } from './plan.ts';

const name = 'medcor_template';

/** Makes a database with tables and seed, once, and returns its name: stacks that share the services start with a copy of it. */
export async function makeTemplateDatabase(opening: Opening, postgres: ServiceAddresses['postgres']): Promise<string> {
  await createDatabase(postgres, name);
  await opening.start({
    name: 'tables',
    isStep: true,
    file: process.execPath,
    arguments: [join(programsFolder, 'db', 'main.ts')],
    environment: {
      ...childEnvironment(join(opening.directory.path, 'tables')),
      DATABASE_URL: databaseUrl(postgres, name),
    },
    ready: 'ends',
    readyWithinMs: 60_000,
    end: { signal: 'SIGTERM', withinMs: 3000 },
    onParentDeath: 'KILL',
  });
  return name;
}
