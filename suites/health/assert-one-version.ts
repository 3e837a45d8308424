import type { HealthDocuments } from '../../fixtures/health/health-documents.ts';
import type { HealthReport } from '../../fixtures/health/health-report.ts';
import type { Observations } from '../../harness/check.ts';
import { NotOffered } from '../../harness/not-offered.ts';
import { Violation } from '../../harness/violation.ts';

/** Asked at once, so over connections of their own: a balancer may send each to another instance. */
const asksOfEach = 3;

/** Throws a Violation where a program, or its instances behind a balancer, say different versions or commits. */
export async function assertOneVersion(documents: HealthDocuments): Promise<Observations> {
  const asked = [...documents].map(async ([program, ask]): Promise<[string, Build[]]> => {
    const answers = await Promise.all(Array.from({ length: asksOfEach }, () => answerOf(ask)));
    return [program, answers.flatMap((report) => buildOf(report) ?? [])];
  });
  const told = (await Promise.all(asked)).filter(([, builds]) => builds.length > 0);
  if (told.length === 0) throw new NotOffered('no health document of the target names a version or a commit');
  for (const [program, builds] of told) {
    const names = namesOf(builds);
    if (names.length > 1) throw violation('instances-differ', `${program} answers in ${names.join(' and ')}`, told);
  }
  const all = told.flatMap(([, builds]) => builds);
  if (differ(all, 'commit') || differ(all, 'version')) {
    throw violation(
      'two-versions',
      told.map(([who, builds]) => `${who} is ${namesOf(builds).join()}`).join(', '),
      told,
    );
  }
  return { build: namesOf(all).join(' and ') };
}

type Build = { version: string | undefined; commit: string | undefined };

const buildOf = ({ version, commit }: Partial<HealthReport>): Build | undefined =>
  version === undefined && commit === undefined ? undefined : { version, commit };

/** Whoever does not answer is told by the check of its health. */
async function answerOf(ask: () => Promise<HealthReport>): Promise<Partial<HealthReport>> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Violation) return {};
    throw error;
  }
}

/** Only what every one of them names can be compared: a program may say its version alone. */
const differ = (builds: readonly Build[], name: keyof Build): boolean =>
  builds.every((build) => build[name] !== undefined) && new Set(builds.map((build) => build[name])).size > 1;

const namesOf = (builds: readonly Build[]): string[] => [
  ...new Set(
    builds.map(({ version, commit }) => [version ?? 'no version', ...(commit ? [`(${commit})`] : [])].join(' ')),
  ),
];

const violation = (id: 'instances-differ' | 'two-versions', seen: string, told: readonly [string, Build[]][]) =>
  new Violation({
    expected: `one version from ${told.map(([program]) => program).join(', ')}, asked ${asksOfEach} times each`,
    actual: seen,
    cause: { id, sentence: sentences[id] },
  });

const sentences = {
  'instances-differ': 'several instances answer behind one address, and the deployment has not reached all of them',
  'two-versions': 'the programs come from different releases: the deployment has not reached all of them',
};
