import { causeNamed } from '../harness/violation.ts';
import { seconds } from '../reports/story.ts';
import { counted } from '../suites/counted.ts';
import type { ExplainedCheck, Explanation, LeftOut } from './explanation.ts';

/** An explanation as a person reads it: what would be asked in which order, what would not and why, and how much of it there is. */
export function explanationLines(explanation: Explanation): string[] {
  const { checks, withheld, notAsked } = explanation;
  const asked = checks.filter(({ skippedBecause, brokenBecause }) => (skippedBecause ?? brokenBecause) === undefined);
  const skipped = checks.flatMap(({ id, skippedBecause: because }) => (because === undefined ? [] : [{ id, because }]));
  const broken = checks.flatMap(({ id, brokenBecause: because }) => (because === undefined ? [] : [{ id, because }]));
  return [
    titleOf(explanation),
    ...waitingOf(explanation),
    '',
    ...(asked.length === 0
      ? ['  Nothing would be asked: none of the checks that these words name can be, as told below.']
      : []),
    ...asked.map((check, index) => `${String(index + 1).padStart(3)}  ${lineOf(check, asked)}`),
    ...grouped('not offered', skipped),
    ...grouped('cannot be told from here', broken),
    ...grouped('withheld', withheld),
    ...grouped('not asked', notAsked),
    '',
    ...sumOf(explanation, asked),
  ];
}

function titleOf({ target, askedAs, safety, narrowedBy }: Explanation): string {
  const version = target.expectedVersion === undefined ? '' : ` in version ${target.expectedVersion}`;
  const narrowed = narrowedBy.length > 0 ? `; ${narrowedBy.join(', ')}` : '';
  return `Would ask ${target.name}${version}${askedAs === '' ? '' : ` (${askedAs})`}, up to safety ${safety}${narrowed}:`;
}

const waitingOf = ({ waitsFirst }: Explanation): string[] =>
  waitsFirst === undefined
    ? []
    : [
        `First it waits up to ${seconds(waitsFirst.withinMs)}, asking every second, for ${waitsFirst.until.join(', ')}.`,
      ];

function lineOf(check: ExplainedCheck, asked: readonly ExplainedCheck[]): string {
  const { id, severity, safety, adds, needs, runner, drawnIn, waivers } = check;
  const waitsFor = check.waitsFor.filter((below) => asked.some((each) => each.id === below));
  const width = Math.max(...asked.map((each) => each.id.length));
  const sender = askedBefore(check, asked);
  const notes = [
    ...(drawnIn ? ['drawn in: another builds on it'] : []),
    ...(sender === undefined ? [] : [`judges what ${sender} has asked`]),
    ...(waitsFor.length > 0 ? [`waits for ${waitsFor.join(', ')}`] : []),
    ...waivers.map(({ cause, of, until }) => `waived for ${causeNamed({ id: cause, of })} until ${until}`),
  ];
  const facts = [
    id.padEnd(width),
    severity.padEnd(8),
    safety.padEnd(11),
    toldRequests(adds).padEnd(19),
    [...needs, ...(runner === undefined ? [] : [`by ${runner}`])].join(', '),
  ].join('  ');
  return [facts, ...notes.map((note) => `${' '.repeat(7)}${note}`)].join('\n');
}

/** The check that has sent what this one judges too. */
const askedBefore = ({ id, requests: { sharedAs } }: ExplainedCheck, asked: readonly ExplainedCheck[]) => {
  const first = asked.find(({ requests }) => sharedAs !== undefined && requests.sharedAs === sharedAs);
  return first?.id === id ? undefined : first?.id;
};

const toldRequests = ({ least, most }: ExplainedCheck['adds']): string =>
  least === most ? counted(least, 'request') : `${least} to ${most} requests`;

type Reasoned = Pick<LeftOut, 'id' | 'because'> & { accepted?: boolean };

const reasonOf = ({ because, accepted = false }: Reasoned): string =>
  accepted ? `${because}; the target accepts it unproven` : because;

function grouped(title: string, left: readonly Reasoned[]): string[] {
  const lines = [...Map.groupBy(left, reasonOf)].map(
    ([because, some]) => `  ${because.replace(/\.$/, '')}: ${some.map(({ id }) => id).join(', ')}`,
  );
  return lines.length === 0 ? [] : ['', title, ...lines];
}

function sumOf({ requests, leastMs, unset, foreseen }: Explanation, askedChecks: readonly ExplainedCheck[]): string[] {
  const isCountedBefore = askedChecks.some((check) => check.adds.least < check.requests.least);
  return [
    `${counted(askedChecks.length, 'check')}, ${counted(requests.least, 'request')} where all is well and ${requests.most} at most${leastMs > 0 ? `, ${seconds(leastMs)} at the least` : ''}. Nothing was sent.`,
    ...(isCountedBefore
      ? ['What several ask in common, or over one connection, is counted with the first of them.']
      : []),
    ...(unset.length === 0
      ? []
      : [
          'A run needs what is not set here:',
          ...unset.map(({ variable, purpose }) => `  ${variable}, which holds ${purpose}`),
        ]),
    ...(foreseen.word === 'verified'
      ? []
      : [`Even if all of it passes the run is ${foreseen.word}:`, ...foreseen.reasons.map((reason) => `  ${reason}`)]),
  ];
}
