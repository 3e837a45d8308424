import { randomBytes } from 'node:crypto';
import { chown, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ServiceAddresses } from '../stack.ts';
import { childEnvironment } from './child-environment.ts';
import { claimPort } from './claim-port.ts';
import { databaseUser } from './database-user.ts';
import type { Opening } from './opening.ts';
import { beside, requireProgram } from '../prerequisites/programs.ts';
import { removeSegments } from './shared-memory.ts';

const user = 'medcor';

/** A PostgreSQL of our own with temporary data: fast and forgetful. */
export async function startPostgres(opening: Opening): Promise<ServiceAddresses['postgres']> {
  const program = requireProgram('postgres');
  const as = databaseUser();
  const folder = join(opening.directory.path, 'postgres');
  const data = join(folder, 'data');
  const passwordFile = join(folder, 'password');
  const password = randomBytes(18).toString('base64url');
  await mkdir(folder, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (as !== undefined) for (const path of [folder, passwordFile]) await chown(path, as.uid, as.gid);

  const common = { folder, environment: childEnvironment(folder), ...(as === undefined ? {} : { as }) };
  opening.tell('postgres', 'starting', 'makes its data folder');
  await opening.start({
    ...common,
    name: 'postgres',
    isStep: true,
    file: beside(program, 'initdb'),
    arguments: `-D ${data} -U ${user} -E UTF8 --locale=C --no-sync -A scram-sha-256 --pwfile=${passwordFile}`.split(
      ' ',
    ),
    ready: 'ends',
    readyWithinMs: 60_000,
    // TERM lets the backend that it runs just then end, and take its shared memory with it: a second at most. KILL would leave that.
    end: { signal: 'SIGTERM', withinMs: 10_000 },
    onParentDeath: 'TERM',
  });
  const port = await claimPort(opening.directory);
  // KILL as a last resort leaves its System V segment behind.
  opening.scope.defer(async () => void (await removeSegments(data)));
  await opening.start({
    ...common,
    name: 'postgres',
    file: program,
    arguments: [
      '-D',
      data,
      '-p',
      String(port),
      '-h',
      '127.0.0.1',
      '-k',
      folder,
      ...postgresSettings.flatMap((one) => ['-c', one]),
    ],
    address: `127.0.0.1:${port}`,
    ready: /database system is ready to accept connections/,
    readyWithinMs: 30_000,
    // INT ends it at once, with its clients; TERM would wait for them.
    end: { signal: 'SIGINT', withinMs: 5000 },
    onParentDeath: 'INT',
  });
  return { host: '127.0.0.1', port, user, password };
}

export const postgresSettings = [
  // Nothing has to survive a power cut.
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'autovacuum=off',
  'shared_buffers=32MB',
  'max_wal_size=1GB',
  // Several stacks share it, each with three pools.
  'max_connections=300',
  // Keeps /dev/shm clean, also after a KILL.
  'dynamic_shared_memory_type=mmap',
];
