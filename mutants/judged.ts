import { page } from './listed.ts';
import type { Mutant, Report } from './report.ts';
import { survivorsIn, type Survivor } from './survivor.ts';

/** Of the mutants of the harness this many in a hundred have to be killed, whoever survives and why. */
const floor = 90;

/** What came of a run over all of the harness, in sentences; `isGood` where enough are killed and exactly those survive that are listed. */
export function judged(report: Report, listed: readonly Survivor[]): { isGood: boolean; sentences: string[] } {
  const mutants = Object.values(report.files).flatMap((file) => file.mutants);
  const of = (...statuses: Mutant['status'][]) => mutants.filter(({ status }) => statuses.includes(status)).length;
  const killed = of('Killed', 'Timeout');
  const survived = survivorsIn(report);
  const score = (100 * killed) / Math.max(1, killed + survived.length);
  const unlisted = without(survived, listed);
  // Where the machine is busy, one that changes nothing may take too long.
  const gone = without(listed, [...survived, ...survivorsIn(report, ['Timeout'])]);
  const untried = mutants.length - killed - survived.length;
  const sentences = [
    `${score.toFixed(2)} % of the mutants are killed; at least ${floor} % have to be.`,
    `Of ${mutants.length} mutants in ${Object.keys(report.files).length} files ${killed} were killed, ${of('Timeout')} of them by time, and ${survived.length} survived; ${page} lists ${listed.length}.`,
    ...(untried === 0 ? [] : [`${untried} could not be tried, which counts as a failure of the run.`]),
    ...unlisted.map(tell('survived and is not listed: write the test that notices it, or list it with the reason')),
    ...gone.map(tell('is listed and did not survive: take it off the list')),
  ];
  return { isGood: score >= floor && untried + unlisted.length + gone.length === 0, sentences };
}

const tell =
  (what: string) =>
  ({ file, change }: Survivor): string =>
    `${file}: ${change}\n  ${what}.`;

/** Those of `all` that `others` lacks; of equal ones as many as it has less. */
function without(all: readonly Survivor[], others: readonly Survivor[]): Survivor[] {
  const left = new Map<string, number>();
  const keyOf = ({ file, change }: Survivor) => `${file} ${change}`;
  for (const other of others) left.set(keyOf(other), (left.get(keyOf(other)) ?? 0) + 1);
  return all.filter((each) => {
    const count = left.get(keyOf(each)) ?? 0;
    left.set(keyOf(each), count - 1);
    return count <= 0;
  });
}
