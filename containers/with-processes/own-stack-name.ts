import { createHash } from 'node:crypto';
import { projectRoot } from '../prerequisites/this-machine.ts';

/** What the stack that stays is called: one for each clone of the project, so that `down` in one never ends that of another. */
export const ownStackName = `up-${createHash('sha256').update(projectRoot).digest('hex').slice(0, 8)}`;
