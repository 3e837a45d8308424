import { join } from 'node:path';
import { findInFolders, isProgram } from './find-program.ts';
import { isUsableK6, k6VersionOf } from './k6-version.ts';
import type { Finding } from './prerequisite.ts';
import { toolsFolder, type Machine } from './this-machine.ts';

/** k6 2.x: the one that K6_BIN names, else one on PATH, else the one we have built. */
export function findK6(machine: Machine): Finding {
  const { k6Binary, searchPath } = machine;
  if (k6Binary !== undefined) return namedByPerson(k6Binary, machine);
  const onPath = findInFolders('k6', searchPath);
  const usable = onPath === undefined ? undefined : asUsable(onPath, machine);
  if (usable && 'path' in usable) return usable;
  const built = builtK6(machine);
  if (isProgram(built)) return { path: built };
  return usable ?? { absent: 'no k6 on PATH or in .tools/bin' };
}

export const builtK6 = (machine: Machine): string => join(toolsFolder(machine), 'bin', 'k6');

function namedByPerson(path: string, machine: Machine): Finding {
  if (!isProgram(path)) return { absent: `K6_BIN names ${path}, which is no program`, misconfigured: true };
  const found = asUsable(path, machine);
  return 'path' in found ? found : { absent: `K6_BIN: ${found.absent}`, misconfigured: true };
}

function asUsable(path: string, machine: Machine): Finding {
  const version = k6VersionOf(path, machine);
  if (version === undefined) return { absent: `${path} does not say that it is k6` };
  if (!isUsableK6(version)) return { absent: `${path} is k6 ${version}, and our scripts need 2.x` };
  return { path };
}
