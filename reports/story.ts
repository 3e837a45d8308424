import type { Result } from '../harness/result.ts';
import { again, type Run } from '../harness/run.ts';

/** What a person has to know of a check that is not green, a line each: demand, expected, actual, cause, source, remedy, again. */
export function storyOf(result: Result, run: Pick<Run, 'askedAs' | 'target'>): string[] {
  return [
    titleOf(result, run),
    ...linesOf(result).map(([name, text]) => `  ${name.padEnd(9)} ${text}`),
    `  ${'again'.padEnd(9)} ${again(run, result.id)}`,
  ];
}

const titleOf = (result: Result, run: Pick<Run, 'target'>): string =>
  [`${marks[result.verdict]} ${result.id}`, result.severity, run.target.name, seconds(result.durationMs)].join('   ');

function linesOf(result: Result): [string, string][] {
  const demand: [string, string] = ['demand', result.demand];
  const end: [string, string][] = [['source', result.source]];
  switch (result.verdict) {
    case 'failed': {
      const { expected, actual, cause, remedy = result.remedy } = result.violation;
      return [
        demand,
        ['expected', expected],
        ['actual', actual],
        ['cause', `${cause.sentence} (${cause.id})`],
        ...end,
        ['remedy', remedy],
      ];
    }
    case 'broken':
      return [demand, ['broken', `no verdict on the target: ${result.reason}`], ...end];
    case 'blocked':
      return [demand, ['blocked', `${result.by} is not green; start there`], ...end];
    case 'skipped':
      return [demand, ['skipped', result.reason], ...end];
    case 'passed':
      return [demand, ...end];
  }
}

export const marks = { passed: '✓', failed: '✗', blocked: '-', skipped: '○', broken: '!' } as const satisfies Record<
  Result['verdict'],
  string
>;

export const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
