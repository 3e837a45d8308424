import { verdicts, type Result } from '../../harness/result.ts';
import { words } from '../headline.ts';
import { seconds } from '../story.ts';
import type { Terminal } from './terminal.ts';

/** How an area stands: how many said what, how many are under way, and what the slowest took. */
export type AreaTally = { add: (result: Result) => void; isComplete: () => boolean; line: () => string };

export function areaTally(area: string, total: number, { paint }: Terminal): AreaTally {
  const counts = { passed: 0, failed: 0, waived: 0, blocked: 0, skipped: 0, broken: 0 };
  let answered = 0;
  let slowestMs = 0;
  return {
    add(result) {
      const waived = result.verdict === 'failed' && result.waived !== undefined;
      counts[waived ? 'waived' : result.verdict] += 1;
      answered += 1;
      slowestMs = Math.max(slowestMs, result.durationMs);
    },
    isComplete: () => answered === total,
    line() {
      const told = kinds.flatMap((kind) =>
        counts[kind] > 0 ? [paint(colours[kind], `${counts[kind]} ${kindWords[kind]}`)] : [],
      );
      const open = total > answered ? [`${total - answered} under way`] : [];
      return `  ${area.padEnd(10)} ${[...told, ...open].join(', ')}${paint('dim', `  slowest ${seconds(slowestMs)}`)}`;
    },
  };
}

const kinds = [...verdicts, 'waived'] as const;
const kindWords = { ...words, waived: 'waived' } as const;

const colours = {
  passed: 'green',
  failed: 'red',
  waived: 'yellow',
  blocked: 'yellow',
  skipped: 'cyan',
  broken: 'magenta',
} as const;
