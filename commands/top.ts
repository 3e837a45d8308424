import { clearScreenDown, moveCursor } from 'node:readline';
import { select } from '../harness/selection.ts';
import type { Result } from '../harness/result.ts';
import { UsageError } from '../harness/usage-error.ts';
import { allChecks } from '../suites/all-checks.ts';
import type { Chosen } from './chosen.ts';
import { questionOf } from './question.ts';
import { topLines, trendLength, type CheckTrend, type TopView } from './top-lines.ts';
import { onLeftBehind, watchWith, type WatchOptions } from './watch.ts';
import type { Watcher } from './watch-deployment.ts';

const everyMs = 5000;

/** The same as `watch` for a person at a terminal: all checks at once, what came of each, and the trend of how long it took. */
export async function top(areas: readonly string[], options: WatchOptions, known: Set<string>): Promise<number> {
  if (!process.stdout.isTTY)
    throw new UsageError('top draws on a terminal, and this is none. For a log or a pipe there is watch.');
  return watchWith(areas, { every: everyMs, ...options }, known, (stream, chosen, every) =>
    viewOn(stream, chosen, { areas, options, every }),
  );
}

type Shown = { areas: readonly string[]; options: WatchOptions; every: number };

function viewOn(stream: NodeJS.WriteStream, { deployment }: Chosen, { areas, options, every }: Shown): Watcher {
  const { checks } = select(allChecks, questionOf(areas, options, deployment));
  const trends = new Map<string, CheckTrend>(checks.map(({ id }) => [id, { id, runs: [] }]));
  let view: TopView = { target: deployment.name, everyMs: every, runs: 0, checks: [...trends.values()] };
  let drawn = 0;
  const draw = (change: Partial<TopView> = {}) => {
    view = { ...view, ...change, checks: [...trends.values()] };
    // A terminal that does not know its size says 0.
    const { rows, columns } = { rows: stream.rows || 24, columns: stream.columns || 80 };
    const lines = topLines(view, { rows, columns });
    moveCursor(stream, -columns, -drawn);
    clearScreenDown(stream);
    stream.write(lines.map((line) => `${line}\n`).join(''));
    drawn = lines.length;
  };
  return {
    onStart: draw,
    onResult(result) {
      trends.set(result.id, withResult(trends.get(result.id), result));
      draw();
    },
    onRun: (run) => draw({ run, runs: view.runs + 1 }),
    onLeftBehind,
  };
}

function withResult(trend: CheckTrend | undefined, result: Result): CheckTrend {
  const newest = result.verdict === 'passed' ? result.durationMs : result.verdict;
  return { id: result.id, last: result, runs: [...(trend?.runs ?? []), newest].slice(-trendLength) };
}
