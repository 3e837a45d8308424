import { delimiter } from 'node:path';
import { thisMachine } from '../prerequisites/this-machine.ts';

/** All that a service of ours sees of the environment: nothing of the person's own settings changes what a stack does. */
export const childEnvironment = (folder: string): Record<string, string> => ({
  PATH: thisMachine().searchPath.join(delimiter),
  HOME: folder,
  TMPDIR: folder,
  LANG: 'C.UTF-8',
});
