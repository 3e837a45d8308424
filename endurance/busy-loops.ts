import { spawn } from 'node:child_process';
import { diesWithParent } from '../containers/with-processes/dies-with-parent.ts';

/** So many processes that do nothing but take all the time that a processor gives them, until the end of this. */
export function busyLoops(count: number): Disposable {
  const loop = { file: process.execPath, arguments: ['-e', 'for (;;);'], onParentDeath: 'KILL' } as const;
  const loops = Array.from({ length: count }, () => spawn(...diesWithParent(loop), { stdio: 'ignore' }));
  return {
    [Symbol.dispose]() {
      for (const each of loops) each.kill('SIGKILL');
    },
  };
}
