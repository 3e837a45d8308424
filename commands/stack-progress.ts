import type { StackProgress } from '../containers/stack.ts';
import { liveLines } from '../reports/console/live-lines.ts';
import { terminalOf } from '../reports/console/terminal.ts';
import { seconds } from '../reports/story.ts';
import { readEnvironment } from '../targets/read-environment.ts';

/** A line a service while a stack comes up: live on a terminal, once each elsewhere. */
export function stackProgress(stream: NodeJS.WriteStream): { tell: (event: StackProgress) => void; end: () => void } {
  const live = liveLines(terminalOf(stream, readEnvironment()));
  return {
    tell({ service, state, afterMs, note }) {
      // Its end is no news: the verdict has been told, or the failure will be.
      if (state === 'stopped') return;
      const text = `  ${service.padEnd(10)} ${state}${state === 'starting' ? '' : ` after ${seconds(afterMs)}`}${note ? `  ${note}` : ''}`;
      live.set(service, text, { final: state !== 'starting' });
    },
    end: live.end,
  };
}
