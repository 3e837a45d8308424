import type { HealthDocuments } from '../../fixtures/health/health-documents.ts';
import type { HealthReport } from '../../fixtures/health/health-report.ts';
import { answerOrViolation } from '../../harness/answer-or-violation.ts';
import { BlockedBy, leftTo } from '../../harness/blocked-by.ts';
import type { Observations } from '../../harness/check.ts';
import { NotOffered } from '../../harness/not-offered.ts';
import { asOne, Violation } from '../../harness/violation.ts';
import { isSameCommit } from './is-same-commit.ts';

/** Asked at once, so over connections of their own: a balancer may send each to another instance. */
const asksOfEach = 3;

/** The checks that tell whether a program is healthy, by the way on which they ask it. */
export const tellers: Readonly<Record<string, string>> = {
  'the API': 'health.api-is-healthy',
  'the MCP server': 'health.mcp-is-healthy',
  'the MCP server behind the proxy': 'health.mcp-is-healthy-behind-the-proxy',
};

/**
 * Throws a Violation where a program, or its instances behind a balancer, say different versions or commits, or where it is
 * healthy to some who ask at once and not to others. Where one of the programs does not answer at all the others alone prove nothing: BlockedBy the
 * check of its health.
 */
export async function assertOneVersion(documents: HealthDocuments): Promise<Observations> {
  const asked = [...documents].flatMap(([program, ways]) =>
    Object.entries(ways).map(async ([way, ask]): Promise<Told> => {
      const answers = await askedAtOnce(ask);
      const builds = answers.flatMap((answer) => buildOf(answer) ?? []);
      return { program, way, refusals: answers.filter(isRefusal), builds, health: answers.map(healthOf) };
    }),
  );
  const all = await Promise.all(asked);
  const unsteady = all.filter(({ health }) => isMixed(health));
  const told = all.filter(({ builds }) => builds.length > 0);
  const [first, ...others] = [
    ...(await Promise.all(unsteady.map((each) => healthDiffers(each, documents.get(each.program)?.[each.way])))),
    ...versionsDiffer(told),
  ];
  if (first) throw asOne([first, ...others]);
  for (const [name, ways] of Map.groupBy(all, ({ program }) => program)) {
    const [refusal] = ways.flatMap(({ refusals }) => refusals);
    if (refusal === undefined || ways.some(({ refusals }) => refusals.length < asksOfEach)) continue;
    throw new BlockedBy(
      leftTo(
        ways.flatMap(({ way }) => tellers[way] ?? []),
        silent(name, refusal),
      ),
    );
  }
  if (told.length === 0) throw new NotOffered('no health document of the target names a version or a commit');
  return { build: namesOf(told.flatMap(({ builds }) => builds)).join(' and ') };
}

function versionsDiffer(told: readonly Told[]): Violation[] {
  const instances = told.flatMap(({ way, builds }) =>
    differ(builds) || tellUnlike(builds)
      ? [violation({ id: 'instances-differ', of: way }, `${way} answers in ${namesOf(builds).join(' and ')}`, told)]
      : [],
  );
  // Where instances of one differ, the deployment may still have reached the others as far.
  const isApart = ({ builds }: Told) =>
    told.some((other) => builds.every((one) => other.builds.every((each) => areApart(one, each))));
  if (!told.some(isApart)) return instances;
  const seen = told.map(({ way, builds }) => `${way} is ${namesOf(builds).join(' and ')}`).join(', ');
  return [...instances, violation({ id: 'two-versions' }, seen, told)];
}

const askedAtOnce = (ask: () => Promise<HealthReport>) =>
  Promise.all(Array.from({ length: asksOfEach }, () => answerOrViolation(ask())));

type Told = { program: string; way: string; refusals: Violation[]; builds: Build[]; health: string[] };

const isRefusal = (answer: HealthReport | Violation): answer is Violation => answer instanceof Violation;

const silent = (program: string, { facts }: Violation) =>
  new Violation({
    ...facts,
    expected: `the version of ${program}, from its health check`,
    cause: { ...facts.cause, sentence: `nobody knows which version ${program} is: ${facts.cause.sentence}` },
  });

const well = 'healthy';

/** Where all answers of a program are alike, what they say is the matter of the check of its health. */
function healthOf(report: HealthReport | Violation): string {
  if (isRefusal(report)) return 'no health document';
  const { answer, status, culprit, dependencies } = report;
  const down = dependencies.find(({ ok }) => !ok)?.name ?? culprit;
  if (down !== undefined) return `${down} down`;
  return status.healthy && answer.status === 200 ? well : `"${status.word}" (${answer.status})`;
}

const isMixed = (health: readonly string[]): boolean => health.includes(well) && health.some((said) => said !== well);

/** One program whose dependency is late now and then looks like several instances, one of them sick: it is asked again. */
async function healthDiffers({ way, health, builds }: Told, ask: (() => Promise<HealthReport>) | undefined) {
  const again = ask ? (await askedAtOnce(ask)).map(healthOf) : [];
  return new Violation({
    expected: `${asksOfEach} answers of ${way} asked at once that are alike in health`,
    actual: `${way} answers ${health.join(', ')}; asked again ${again.join(', ')}`,
    cause:
      namesOf(builds).length > 1
        ? {
            id: 'instances-differ-in-health',
            of: way,
            sentence: `several instances answer behind one address (${namesOf(builds).join(' and ')}), and not all of them are healthy`,
          }
        : {
            id: 'healthy-to-some',
            of: way,
            sentence: `${way} is healthy to some who ask at once and not to others; ${whatShows(again)}`,
          },
    remedy:
      'ask it several times for its health document, where there are several instances each by itself (curl --resolve); look at how long what it names takes to answer, and restart or take out an instance that stays sick',
  });
}

function whatShows(again: readonly string[]): string {
  if (isMixed(again)) {
    return 'asked again it goes on: one of several instances is sick, or a dependency fails the only one now and then';
  }
  return again.includes(well)
    ? 'asked again all is well: a dependency was late or gone for a moment, or a sick instance was not met again'
    : 'asked again it is healthy to nobody: it has just fallen ill';
}

type Build = { version: string | undefined; commit: string | undefined };

function buildOf(report: HealthReport | Violation): Build | undefined {
  if (isRefusal(report)) return undefined;
  const { version, commit } = report;
  return version === undefined && commit === undefined ? undefined : { version, commit };
}

/** What only one of a pair names cannot be compared. */
const areApart = (one: Build, other: Build): boolean =>
  (one.version !== undefined && other.version !== undefined && one.version !== other.version) ||
  (one.commit !== undefined && other.commit !== undefined && !isSameCommit(one.commit, other.commit));

const differ = (builds: readonly Build[]): boolean =>
  builds.some((one) => builds.some((other) => areApart(one, other)));

/** Instances of one release all name the same: another document is another release. */
const tellUnlike = (builds: readonly Build[]): boolean =>
  (['version', 'commit'] as const).some((name) => new Set(builds.map((build) => build[name] === undefined)).size > 1);

const namesOf = (builds: readonly Build[]): string[] => [
  ...new Set(
    builds.map(({ version, commit }) => [version ?? 'no version', ...(commit ? [`(${commit})`] : [])].join(' ')),
  ),
];

const violation = (cause: { id: keyof typeof sentences; of?: string }, seen: string, told: readonly Told[]) =>
  new Violation({
    expected: `one version from ${told.map(({ way }) => way).join(', ')}, asked ${asksOfEach} times each`,
    actual: seen,
    cause: { ...cause, sentence: sentences[cause.id] },
  });

const sentences = {
  'instances-differ': 'several instances answer behind one address, and the deployment has not reached all of them',
  'two-versions': 'the programs come from different releases: the deployment has not reached all of them',
};
