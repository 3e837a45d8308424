import { areaOf } from '../harness/check.ts';
import type { Result, Verdict } from '../harness/result.ts';
import type { Run } from '../harness/run.ts';
import { headline } from '../reports/headline.ts';
import { printable } from '../reports/printable.ts';
import { marks, seconds } from '../reports/story.ts';

/** What is known of one check: what came of it last, and of each run how long it took, or what came of it where it did not pass. */
export type CheckTrend = { id: string; last?: Result; runs: readonly (number | Exclude<Verdict, 'passed'>)[] };

export type TopView = {
  target: string;
  everyMs: number;
  /** The run that ended last, and how many have. */
  run?: Run;
  runs: number;
  checks: readonly CheckTrend[];
};

/** As many runs as a trend shows. */
export const trendLength = 30;

/** The view as lines that fit a screen: a line a check by area; where that is too much, areas that are all well in one line each. */
export function topLines(view: TopView, { rows, columns }: { rows: number; columns: number }): string[] {
  const areas = [...Map.groupBy(view.checks, ({ id }) => areaOf(id))];
  const lineOf = checkLine(view.checks);
  const whole = areas.flatMap(([area, checks]) => [area, ...checks.map(lineOf)]);
  const short = areas.flatMap(([area, checks]) => [areaLine(area, checks), ...checks.filter(isAmiss).map(lineOf)]);
  const room = rows - 3;
  const lines = whole.length <= room ? whole : short;
  const left = lines.length - room;
  return [...titleOf(view), ...(left > 0 ? [...lines.slice(0, room - 1), `… and ${left + 1} lines more`] : lines)].map(
    (line) => printable(line).slice(0, columns - 1),
  );
}

const titleOf = ({ target, run, runs, everyMs }: TopView): string[] => [
  run ? headline(run) : `${target} is asked for the first time …`,
  `run ${run ? runs : 1}, every ${timeOf(everyMs)}; Ctrl-C ends it`,
];

const timeOf = (ms: number): string => (ms < 1000 ? `${Math.round(ms)} ms` : seconds(ms));

/** In columns as wide as these checks need. */
function checkLine(all: readonly CheckTrend[]): (check: CheckTrend) => string {
  const widest = (widths: number[]) => widths.reduce((most, width) => Math.max(most, width), 0);
  const ids = widest(all.map(({ id }) => id.length));
  const trends = widest(all.map(({ runs }) => runs.length));
  return ({ id, last, runs }) => {
    const time = last?.verdict === 'passed' ? timeOf(last.durationMs) : '';
    const mark = last ? marks[last.verdict] : ' ';
    return `  ${mark} ${id.padEnd(ids)} ${time.padStart(7)}  ${trendOf(runs).padEnd(trends)}  ${whyOf(last)}`.trimEnd();
  };
}

const isAmiss = ({ last }: CheckTrend): boolean => last !== undefined && !['passed', 'skipped'].includes(last.verdict);

function areaLine(area: string, checks: readonly CheckTrend[]): string {
  const passed = checks.filter(({ last }) => last?.verdict === 'passed');
  const slowest = passed.flatMap(({ last }) => last?.durationMs ?? []).reduce((most, ms) => Math.max(most, ms), 0);
  const time = passed.length > 0 ? `, the slowest in ${timeOf(slowest)}` : '';
  return `${area.padEnd(12)} ${passed.length} of ${checks.length} passed${time}`;
}

function whyOf(result: Result | undefined): string {
  switch (result?.verdict) {
    case 'failed':
      return `${result.violation.cause.sentence} (${result.violation.cause.id})`;
    case 'blocked':
      return `blocked by ${result.by}`;
    case 'broken':
    case 'skipped':
      return result.reason;
    case 'passed':
    case undefined:
      return '';
  }
}

const heights = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/** One sign a run, the newest last: how long it took against the longest of these, or the mark of what came of it. */
export function trendOf(runs: CheckTrend['runs']): string {
  const times = runs.filter((run) => typeof run === 'number');
  const longest = times.reduce((most, ms) => Math.max(most, ms), Number.EPSILON);
  const heightOf = (ms: number) => heights[Math.min(heights.length - 1, Math.floor((ms / longest) * heights.length))];
  return runs.map((run) => (typeof run === 'number' ? heightOf(run) : marks[run])).join('');
}
