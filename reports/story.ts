import type { Result } from '../harness/result.ts';
import { again, type Run } from '../harness/run.ts';

/** What a person has to know of a check that is not green, a line each: demand, expected, actual, cause, source, remedy, evidence, again. */
export function storyOf(result: Result, run: Pick<Run, 'id' | 'askedAs' | 'target'>): string[] {
  return [
    titleOf(result, run),
    ...[...linesOf(result), ...evidenceOf(result, run), ['again', again(run, result.id)] as const].map(
      ([name, text]) => `  ${name.padEnd(9)} ${text}`,
    ),
  ];
}

const evidenceOf = ({ evidence }: Result, { id }: Pick<Run, 'id'>): [string, string][] =>
  evidence === undefined ? [] : [['evidence', `reports/out/${id}/${evidence}`]];

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
        ...(result.waived
          ? [['waived', `until ${result.waived.until}: ${result.waived.reason}`] as [string, string]]
          : []),
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
