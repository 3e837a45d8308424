import { again, type Run } from '../harness/run.ts';
import { advices, headline, toldHence, untoldReasons } from './headline.ts';
import { printable } from './printable.ts';
import { rootsOf } from './roots.ts';

/** GitHub shows ten annotations of a kind for a step and drops the others without a word. */
const shown = 10;

/** The run as GitHub Actions' workflow commands, a line each: the verdict, an error for each cause, a warning for each known failure. */
export function annotationsOf(run: Run): string[] {
  const reasons = untoldReasons(run).map((reason) => `because ${reason}`);
  const message = [
    `Advice: ${advices[run.advice]}`,
    ...reasons,
    ...run.residue.map((sentence) => `residue: ${sentence}`),
  ];
  const verdict = { title: headline(run), message: message.join('\n') };
  return [
    ...(run.word === 'verified'
      ? [command('notice', verdict)]
      : atMost(shown, [verdict, ...causesOf(run)]).map((each) => command('error', each))),
    ...atMost(shown, warningsOf(run)).map((each) => command('warning', each)),
  ];
}

type Annotation = { title: string; message: string };

/** One for each cause, however many checks state it. */
const causesOf = (run: Run): Annotation[] =>
  [...Map.groupBy(rootsOf(run), ({ why }) => why)].map(([why, roots]) => ({
    title: `${why}: ${roots.map(({ id }) => id).join(', ')}`,
    message: roots
      .flatMap(({ id, blocks, hence }) => [
        `${id}: ${sentenceOf(id, run)}`,
        ...(blocks.length > 0 ? [`  blocks ${blocks.join(', ')}`] : []),
        ...hence.map((each) => `  hence ${printable(toldHence(each))}`),
        `  again ${again(run, id)}`,
      ])
      .join('\n'),
  }));

function sentenceOf(id: string, { results }: Run): string {
  const result = results.find((each) => each.id === id);
  if (result?.verdict === 'failed') return printable(`${result.violation.cause.sentence}; ${result.violation.actual}`);
  return result?.verdict === 'broken' ? printable(result.reason) : '';
}

const warningsOf = (run: Run): Annotation[] => [
  ...run.warnings.map((message) => ({ title: 'warning', message: printable(message) })),
  ...run.results.flatMap((result) =>
    result.verdict === 'failed' && result.waived
      ? [{ title: `waived until ${result.waived.until}: ${result.id}`, message: printable(result.waived.reason) }]
      : [],
  ),
];

const atMost = (limit: number, all: Annotation[]): Annotation[] =>
  all.length <= limit
    ? all
    : [
        ...all.slice(0, limit - 1),
        {
          title: `and ${all.length - limit + 1} more`,
          message: 'The summary of this step and the report name them all.',
        },
      ];

const command = (kind: 'error' | 'warning' | 'notice', { title, message }: Annotation): string =>
  `::${kind} title=${property(title)}::${data(message)}`;

/** As GitHub's own toolkit does it. */
const data = (text: string) => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text: string) => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
