import { createHash } from 'node:crypto';
import { projectRoot } from '../prerequisites/this-machine.ts';

/** What a stack that stays is called where nobody gives it a name. */
export const defaultName = 'up';

/** Names of stacks that stay are those of this clone of the project: `down` in one clone never ends a stack of another. */
const clone = `up-${createHash('sha256').update(projectRoot).digest('hex').slice(0, 8)}`;

/** By which the machine knows the stack that this clone calls so. */
export const stackKey = (name: string): string => (name === defaultName ? clone : `${clone}-${name}`);

/** How this clone calls the stack; undefined for one of another clone. */
export function nameOfKey(key: string): string | undefined {
  if (key === clone) return defaultName;
  return key.startsWith(`${clone}-`) ? key.slice(clone.length + 1) : undefined;
}

/** The stack that stays and has no name of its own. */
export const ownStackName = stackKey(defaultName);
