import { styleText } from 'node:util';
import type { Check } from '../harness/check.ts';
import { areaOf } from '../harness/check.ts';
import { verdicts, type Result } from '../harness/result.ts';
import type { Run } from '../harness/run.ts';
import { liveLines } from './live-lines.ts';
import { marks, seconds, storyOf } from './story.ts';
import { verdictLine } from './verdict-line.ts';

/** Tells a run to a person while it goes on: a line an area, then what is not green in full, then the verdict. */
export type ConsoleReport = {
  onResult: (result: Result) => void;
  onEnd: (run: Run, directory: string) => void;
};

export function consoleReport(stream: NodeJS.WriteStream, checks: readonly Pick<Check, 'id'>[]): ConsoleReport {
  const live = liveLines(stream);
  const paint: Paint = (format, text) => styleText(format, text, { stream });
  const areas = Map.groupBy(checks, (check) => areaOf(check.id));
  const told = new Map<string, Result[]>();
  return {
    onResult(result) {
      const results = [...(told.get(result.area) ?? []), result];
      told.set(result.area, results);
      const total = areas.get(result.area)?.length ?? 0;
      live.set(result.area, areaLine(result.area, results, total, paint), { final: results.length === total });
    },
    onEnd(run, directory) {
      live.end();
      for (const result of run.results) {
        if (result.verdict === 'failed' || result.verdict === 'broken')
          stream.write(`\n${painted(storyOf(result, run), paint)}\n`);
      }
      for (const line of whatWasNotAsked(run)) stream.write(`\n${line}\n`);
      const colour = run.word === 'verified' ? 'green' : 'red';
      stream.write(`\n${paint(['bold', colour], verdictLine(run))}\n`);
      for (const reason of unexplained(run)) stream.write(`  ${reason}\n`);
      stream.write(`${paint('dim', `reports  ${directory}`)}\n`);
    },
  };
}

/** Blocked checks by their root, skipped ones by their reason, withheld ones by the safety they need. */
function whatWasNotAsked({ results, scope }: Run): string[] {
  const ids = (some: readonly { id: string }[]) => some.map(({ id }) => id).join(', ');
  const blocked = Map.groupBy(
    results.filter((result) => result.verdict === 'blocked'),
    (result) => result.by,
  );
  const skipped = Map.groupBy(
    results.filter((result) => result.verdict === 'skipped'),
    (result) => result.reason,
  );
  const withheld = Map.groupBy(scope.withheld, (check) => check.safety);
  return [
    ...[...blocked].map(([root, some]) => `${marks.blocked} blocked by ${root}: ${ids(some)}`),
    ...[...skipped].map(([reason, some]) => `${marks.skipped} not asked, because ${reason}: ${ids(some)}`),
    ...[...withheld].map(
      ([safety, some]) => `${marks.skipped} withheld, because they need --safety ${safety}: ${ids(some)}`,
    ),
  ];
}

type Paint = (format: Parameters<typeof styleText>[0], text: string) => string;

function areaLine(area: string, results: readonly Result[], total: number, paint: Paint): string {
  const open = total - results.length;
  const told = verdicts.flatMap((verdict) => {
    const number = results.filter((result) => result.verdict === verdict).length;
    return number > 0 ? [paint(colours[verdict], `${number} ${words[verdict]}`)] : [];
  });
  const slowest = Math.max(...results.map((result) => result.durationMs));
  return `  ${area.padEnd(10)} ${[...told, ...(open > 0 ? [`${open} under way`] : [])].join(', ')}${paint('dim', `  slowest ${seconds(slowest)}`)}`;
}

/** As the verdict line has them. */
const words = {
  passed: 'passed',
  failed: 'failed',
  blocked: 'blocked',
  skipped: 'not offered',
  broken: 'could not tell',
} as const;

const colours = { passed: 'green', failed: 'red', blocked: 'yellow', skipped: 'cyan', broken: 'magenta' } as const;

const painted = ([title = '', ...lines]: readonly string[], paint: Paint): string =>
  [paint(['bold', 'red'], title), ...lines].join('\n');

/** The reasons that no story above has told: a critical check withheld, nothing passed. */
const unexplained = (run: Run): readonly string[] =>
  run.reasons.filter((reason) => !run.results.some((result) => reason.startsWith(`${result.id} `)));
