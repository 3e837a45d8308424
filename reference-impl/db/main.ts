import { readEnvironment } from '../read-environment.ts';
import { migrate } from './migrate.ts';

// Makes the tables and the seed, and ends; the programs find nothing left to do then.
await migrate(readEnvironment(process.env, ['DATABASE_URL']).DATABASE_URL).catch((error: unknown) => {
  process.stderr.write(`The tables cannot be made: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
