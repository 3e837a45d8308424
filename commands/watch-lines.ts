import { isViolation, type Result } from '../harness/result.ts';
import type { Run } from '../harness/run.ts';
import { causeNamed, causesOf } from '../harness/violation.ts';
import { countsOf, headline, untoldReasons } from '../reports/headline.ts';
import { printable } from '../reports/printable.ts';
import { blockedByRoot } from '../reports/roots.ts';
import { marks, seconds } from '../reports/story.ts';

/** A run in a line, and a line for each thing that is other than in the run before; of the first one whatever is not as it should be. */
export function watchLines(run: Run, before: Run | undefined): string[] {
  const time = run.startedAt.replace(/\.\d+Z$/, 'Z');
  return [
    `${time}  ${headline(run)}  ${countsOf(run)}  ${seconds(run.durationMs)}`,
    ...changesOf(run, before).map(({ mark, text }) => `  ${mark} ${printable(text)}`),
  ];
}

/** What is other than before; `ids` are the checks it is about. */
export type Change = { mark: string; text: string; ids: readonly string[] };

export function changesOf(run: Run, before: Run | undefined): Change[] {
  const earlier = new Map(before?.results.map((result) => [result.id, result]));
  const changed = before ? run.results.filter((result) => isNews(result, earlier.get(result.id))) : amissIn(run);
  const blocked = [...blockedByRoot(changed)].map(([root, ids]) => ({
    mark: marks.blocked,
    text: `blocked by ${root}: ${ids.map((id) => (earlier.get(id)?.verdict === 'failed' ? `${id} (failed before)` : id)).join(', ')}`,
    ids,
  }));
  return [
    ...versionChange(run, before),
    ...newReasons(run, before),
    ...changed.filter(({ verdict }) => verdict !== 'blocked').map((result) => toldOf(result, earlier.get(result.id))),
    ...blocked,
  ];
}

const amissIn = ({ results }: Run): Result[] =>
  results.filter((result) => isViolation(result) || ['broken', 'blocked'].includes(result.verdict));

/** Times differ from run to run: a trend is for `top`, and for metrics. */
const isNews = (result: Result, before: Result | undefined): boolean =>
  before === undefined || standingOf(result) !== standingOf(before);

/** What came of a check, and whose doing that is; the causes in an order of their own, since what is told first depends on what is known. */
function standingOf(result: Result): string {
  switch (result.verdict) {
    case 'failed': {
      const causes = causesOf(result.violation).map(causeNamed).toSorted();
      return [result.waived ? 'waived' : 'failed', ...causes].join(' ');
    }
    case 'blocked':
      return `blocked ${result.by}`;
    default:
      return result.verdict;
  }
}

function toldOf(result: Result, before: Result | undefined): Change {
  const { id } = result;
  const told = (mark: string, text: string): Change => ({ mark, text: `${id} ${text}`, ids: [id] });
  switch (result.verdict) {
    case 'failed': {
      const { cause } = result.violation;
      const known = result.waived !== undefined;
      return told(
        known ? marks.waived : marks.failed,
        `${known ? 'failed, as is known' : 'failed'}: ${cause.sentence} (${causeNamed(cause)})`,
      );
    }
    case 'broken':
      return told(marks.broken, `could not tell: ${result.reason}`);
    case 'blocked':
      return told(marks.blocked, `is blocked by ${result.by}`);
    case 'skipped':
      return told(marks.skipped, `is no longer offered: ${result.reason}`);
    case 'passed':
      return told(marks.passed, before?.verdict === 'skipped' ? 'passes, and was not offered before' : 'passes again');
  }
}

/** What no check tells: residue, reports that could not be written, a critical check withheld. */
function newReasons(run: Run, before: Run | undefined): Change[] {
  const known = before ? [...untoldReasons(before), ...before.residue] : [];
  return [...untoldReasons(run), ...run.residue]
    .filter((reason) => !known.includes(reason))
    .map((text) => ({ mark: marks.broken, text, ids: [] }));
}

function versionChange(run: Run, before: Run | undefined): Change[] {
  const [was, is] = [before?.target.observedVersion, run.target.observedVersion];
  if (was === undefined || is === undefined || was === is) return [];
  return [{ mark: marks.skipped, text: `version ${was} before, ${is} now`, ids: [] }];
}
