import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { findEngine } from '../containers/engine/find-engine.ts';
import { existingSegments } from '../containers/with-processes/test-harness/private-state.ts';
import { readEnvironment } from '../targets/read-environment.ts';
import { processesOf } from './own-processes.ts';

/** What is known from before: shared memory that others had, System V segments and owners that the command had. */
export type Known = { sharedMemory: ReadonlySet<string>; segments: readonly string[]; owners: readonly string[] };

/** Segments are files; whoever needs a roomy folder for a while makes one beside them. */
export const sharedMemory = (): ReadonlySet<string> =>
  new Set(readdirSync('/dev/shm', { withFileTypes: true }).flatMap((found) => (found.isFile() ? [found.name] : [])));

/**
 * What is kept on purpose: the folders for claims and notes, the reports of runs, and the file by which all who use testcontainers on a
 * machine take turns (an empty one for each user).
 */
const kept = new Set([
  'reports',
  ...['', '/ports', '/up'].map((part) => `medcor-verify-${userInfo().uid}${part}`),
  `testcontainers-node-${userInfo().uid}.lock`,
]);

/** All that a command which was killed has left: processes, files, System V segments, shared memory, containers; a line each. */
export async function whatIsLeft(folder: string, known: Known): Promise<string[]> {
  const all = (await readdir(folder, { recursive: true })).filter(
    (path) => !kept.has(path) && !path.startsWith('reports/'),
  );
  // A folder is told without what is in it.
  const files = all.filter((path) => !all.includes(dirname(path)));
  return [
    ...processesOf(folder).map(({ pid, command }) => `process ${pid} (${command.slice(0, 120)})`),
    ...files.map((path) => `file ${join(folder, path)}`),
    ...(await existingSegments(known.segments)).map((id) => `System V segment ${id}`),
    ...orphanedSharedMemory(known).map((name) => `shared memory /dev/shm/${name}`),
    ...(await inEngine(known)),
  ];
}

/** What nobody holds any more; others on this machine may have made some meanwhile that they use. */
function orphanedSharedMemory({ sharedMemory: before }: Known): string[] {
  const found = [...sharedMemory()].filter((name) => !before.has(name));
  if (found.length === 0) return [];
  const held = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => heldBy(pid))
    .join('\n');
  // Whoever held it may have ended since we listed it.
  return found.filter((name) => !held.includes(`/dev/shm/${name}`) && sharedMemory().has(name));
}

function heldBy(pid: string): string {
  try {
    const open = readdirSync(`/proc/${pid}/fd`).map((descriptor) => readlinkSync(`/proc/${pid}/fd/${descriptor}`));
    return [readFileSync(`/proc/${pid}/maps`, 'utf8'), ...open].join('\n');
  } catch {
    return '';
  }
}

/** Containers, networks and volumes. */
async function inEngine({ owners }: Known): Promise<string[]> {
  if (owners.length === 0) return [];
  const found = await findEngine(readEnvironment());
  if ('none' in found) return [];
  const { ownedBy } = await import('../containers/with-testcontainers/owned.ts');
  return (await Promise.all(owners.map((owner) => ownedBy(found.engine, owner)))).flat();
}
