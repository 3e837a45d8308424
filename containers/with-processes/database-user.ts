import { readFileSync } from 'node:fs';
import type { User } from './dies-with-parent.ts';

/** PostgreSQL refuses to run as root, so root runs it as `postgres`, or as `nobody` where there is no such user. */
export function databaseUser(): User | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const known = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = known.find(([who]) => who === name) ?? [];
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error(
    'PostgreSQL refuses to run as root, and /etc/passwd has neither a user "postgres" nor "nobody". Run this as an ordinary user.',
  );
}
