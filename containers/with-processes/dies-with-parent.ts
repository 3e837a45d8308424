import { spawnSync } from 'node:child_process';

/** The signal that a child gets when the process that started it is gone, however that came. */
export type ParentDeathSignal = 'TERM' | 'INT' | 'KILL';

export type User = { uid: number; gid: number };

type Started = { file: string; arguments: readonly string[]; onParentDeath: ParentDeathSignal; as?: User };

/**
 * File and arguments that start a program as the user, with the signal set after the user has changed: a change of user clears it.
 * Where setpriv is missing (macOS) leftovers of a killed owner stay until they are ended by hand.
 */
export function diesWithParent(started: Started): [file: string, args: string[]] {
  const command = [started.file, ...started.arguments];
  if (!hasSetpriv()) {
    if (started.as !== undefined) throw new Error(needsSetpriv(started));
    return [started.file, [...started.arguments]];
  }
  const user = started.as && [`--reuid=${started.as.uid}`, `--regid=${started.as.gid}`, '--clear-groups'];
  return ['setpriv', [...(user ?? []), '--pdeathsig', started.onParentDeath, '--', ...command]];
}

let found: boolean | undefined;

function hasSetpriv(): boolean {
  // The setpriv of BusyBox does not know the option.
  found ??= spawnSync('setpriv', ['--pdeathsig', 'KILL', '--', 'true']).status === 0;
  return found;
}

const needsSetpriv = ({ file, as }: Started): string =>
  `To run ${file} as user ${as?.uid} this machine needs setpriv. Get it: apt-get install util-linux; or run this as an ordinary user.`;
