import type { HealthDocuments } from '../../fixtures/health/health-documents.ts';
import type { HealthReport } from '../../fixtures/health/health-report.ts';
import { answerOrViolation } from '../../harness/answer-or-violation.ts';
import type { Observations } from '../../harness/check.ts';
import { NotOffered } from '../../harness/not-offered.ts';
import { Violation } from '../../harness/violation.ts';

/** Asked at once, so over connections of their own: a balancer may send each to another instance. */
const asksOfEach = 3;

/**
 * Throws a Violation where a program, or its instances behind a balancer, say different versions or commits, or where some of the
 * instances are healthy and others not. Where one of the programs does not answer at all, which the check of its health tells, the
 * others alone prove nothing.
 */
export async function assertOneVersion(documents: HealthDocuments): Promise<Observations> {
  const asked = [...documents].flatMap(([program, ways]) =>
    Object.entries(ways).map(async ([way, ask]): Promise<Told> => {
      const answers = await Promise.all(Array.from({ length: asksOfEach }, () => answerOf(ask)));
      const reports = answers.filter((answer) => answer !== undefined);
      const builds = reports.flatMap((report) => buildOf(report) ?? []);
      return { program, way, silent: reports.length === 0, builds, health: answers.map(healthOf) };
    }),
  );
  const all = await Promise.all(asked);
  const sick = all.find(({ health }) => health.includes(well) && health.some((said) => said !== well));
  if (sick) throw sickInstance(sick);
  const told = all.filter(({ builds }) => builds.length > 0);
  for (const { way, builds } of told) {
    const names = namesOf(builds);
    if (names.length > 1) throw violation('instances-differ', `${way} answers in ${names.join(' and ')}`, told);
  }
  const builds = told.flatMap((each) => each.builds);
  if (differ(builds, 'commit') || differ(builds, 'version')) {
    const seen = told.map((each) => `${each.way} is ${namesOf(each.builds).join()}`).join(', ');
    throw violation('two-versions', seen, told);
  }
  const silent = [...documents.keys()].find((name) =>
    all.every(({ program, silent: nothing }) => program !== name || nothing),
  );
  if (silent !== undefined) {
    throw new NotOffered(`${silent} does not answer its health check, so nobody knows which version it is`);
  }
  if (told.length === 0) throw new NotOffered('no health document of the target names a version or a commit');
  return { build: namesOf(builds).join(' and ') };
}

type Told = { program: string; way: string; silent: boolean; builds: Build[]; health: string[] };

const well = 'healthy';

/** Where all answers of a program are alike, what they say is the matter of the check of its health. */
function healthOf(report: HealthReport | undefined): string {
  if (report === undefined) return 'no health document';
  const { answer, status, culprit, dependencies } = report;
  const down = dependencies.find(({ ok }) => !ok)?.name ?? culprit;
  if (down !== undefined) return `${down} down`;
  return status.healthy && answer.status === 200 ? well : `"${status.word}" (${answer.status})`;
}

const sickInstance = ({ way, health }: Told) =>
  new Violation({
    expected: `${asksOfEach} answers of ${way} asked at once that are alike in health`,
    actual: `${way} answers ${health.join(', ')}`,
    cause: {
      id: 'instances-differ-in-health',
      sentence: 'several instances answer behind one address, and not all of them are healthy',
    },
    remedy:
      'ask each instance by itself (curl --resolve) for its health document, and restart or take out the sick one',
  });

type Build = { version: string | undefined; commit: string | undefined };

const buildOf = ({ version, commit }: HealthReport): Build | undefined =>
  version === undefined && commit === undefined ? undefined : { version, commit };

/** Whoever does not answer is told by the check of its health. */
async function answerOf(ask: () => Promise<HealthReport>): Promise<HealthReport | undefined> {
  const answer = await answerOrViolation(ask());
  return answer instanceof Violation ? undefined : answer;
}

/** Only what every one of them names can be compared: a program may say its version alone. */
const differ = (builds: readonly Build[], name: keyof Build): boolean =>
  builds.every((build) => build[name] !== undefined) && new Set(builds.map((build) => build[name])).size > 1;

const namesOf = (builds: readonly Build[]): string[] => [
  ...new Set(
    builds.map(({ version, commit }) => [version ?? 'no version', ...(commit ? [`(${commit})`] : [])].join(' ')),
  ),
];

const violation = (id: 'instances-differ' | 'two-versions', seen: string, told: readonly Told[]) =>
  new Violation({
    expected: `one version from ${told.map(({ way }) => way).join(', ')}, asked ${asksOfEach} times each`,
    actual: seen,
    cause: { id, sentence: sentences[id] },
  });

const sentences = {
  'instances-differ': 'several instances answer behind one address, and the deployment has not reached all of them',
  'two-versions': 'the programs come from different releases: the deployment has not reached all of them',
};
