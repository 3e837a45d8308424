import type { Result, Verdict } from '../harness/result.ts';
import { causeNamed, causesOf, type Cause } from '../harness/violation.ts';
import { again, pathInRun, type RunNamed } from '../harness/run.ts';
import { printable } from './printable.ts';

/** What a person has to know of a check: a title, and a line for each label (demand, expected, actual, cause, besides, root, source, remedy, evidence, again). */
export type Story = { mark: string; title: readonly string[]; lines: readonly StoryLine[] };
export type StoryLine = readonly [label: string, text: string];

/** The story of a check as text, a line each. */
export function storyOf(result: Result, run: RunNamed): string[] {
  const { mark, title, lines } = tellStory(result, run);
  return [[`${mark} ${title[0]}`, ...title.slice(1)].join('   '), ...lines.map(labelled)];
}

/** The label in a column of its own: `  cause     the worker is connected …`. */
export const labelled = ([label, text]: StoryLine): string => `  ${label.padEnd(labelWidth)} ${text}`;

/** The longest label. */
export const labelWidth = 9;

/** Nothing in it can break a line: all of it has been made printable. */
export function tellStory(result: Result, run: RunNamed): Story {
  const lines: StoryLine[] = [
    ['demand', result.demand],
    ...linesOf(result, run),
    ...evidenceOf(result, run),
    ['again', again(run, result.id)],
  ];
  return {
    mark: markOf(result),
    title: [result.id, result.severity, printable(run.target.name), seconds(result.durationMs)],
    lines: lines.map(([label, text]) => [label, printable(text)]),
  };
}

const evidenceOf = ({ evidence }: Result, run: RunNamed): StoryLine[] =>
  evidence === undefined ? [] : [['evidence', pathInRun(run, evidence)]];

function linesOf(result: Result, { places = {}, ownStack }: RunNamed): StoryLine[] {
  const place = places[result.source];
  const source: StoryLine = ['source', `${result.source}${place === undefined ? '' : ` (${place})`}`];
  switch (result.verdict) {
    case 'failed': {
      const { expected, actual, remedy = result.remedy } = result.violation;
      const [cause, ...besides] = causesOf(result.violation);
      return [
        ['expected', expected],
        ['actual', actual],
        ['cause', toldCause(cause)],
        ...besides.map((each) => ['besides', toldCause(each)] as const),
        ...(result.since
          ? [['root', `most likely ${result.since.sentence}: start with ${result.since.check}`] as const]
          : []),
        source,
        ['remedy', remedyFor(remedy, ownStack)],
        ...(result.waived ? [['waived', `until ${result.waived.until}: ${result.waived.reason}`] as const] : []),
      ];
    }
    case 'broken':
      return [['broken', `no verdict on the target: ${result.reason}`], source];
    case 'blocked':
      return [
        ...(result.saw === undefined ? [] : [['saw', result.saw] as const]),
        ['blocked', `${result.by} is not green; start there`],
        source,
      ];
    case 'skipped':
      return [['skipped', result.reason], source];
    case 'passed':
      return [source];
  }
}

/** What the guide says helps on its machine alone; a stack that was made sick shows what would be read of one that was not. */
function remedyFor(guides: string, ownStack: RunNamed['ownStack']): string {
  if (ownStack === undefined) return guides;
  return ownStack.fault === undefined
    ? ownStack.remedy
    : `it is sick on purpose (--fault ${ownStack.fault}); elsewhere: ${guides}`;
}

const toldCause = (cause: Cause): string => `${cause.sentence} (${causeNamed(cause)})`;

/** A known failure is marked apart: it is no news. */
const markOf = (result: Result): string =>
  result.verdict === 'failed' && result.waived ? marks.waived : marks[result.verdict];

export const marks = {
  passed: '✓',
  failed: '✗',
  waived: '~',
  blocked: '-',
  skipped: '○',
  broken: '!',
} as const satisfies Record<Verdict | 'waived', string>;

export const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
