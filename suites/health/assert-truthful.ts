import type { Dependency } from '../../contract/health.ts';
import type { HealthReport } from '../../fixtures/health/health-report.ts';
import type { ReportedDependency } from '../../fixtures/health/read-entry.ts';
import type { OwnProbes } from '../../fixtures/own-probes.ts';
import type { Observations } from '../../harness/check.ts';
import { NotOffered } from '../../harness/not-offered.ts';
import { asOne, Violation } from '../../harness/violation.ts';

/**
 * Compares what a program reports of its dependencies with what we see ourselves. Only one way of differing is a lie: "ok" for what
 * does not answer us either before or after the report. (A dependency that we reach and the program does not may well be down for it.)
 * Tells what the program says of each that does not answer us, for whoever reads that it does not.
 */
export async function assertTruthful(
  askForReport: () => Promise<HealthReport>,
  probes: OwnProbes,
): Promise<Observations | undefined> {
  if (probes.size === 0) {
    throw new NotOffered(
      'the target offers neither its database nor its cache nor its broker to compare the report with',
    );
  }
  const before = await Promise.all([...probes].map(async ([name, probe]) => [name, await probe()] as const));
  const seen = new Map<string, Violation | undefined>(before);
  const { answer, status, dependencies } = await askForReport();
  const answers = `the API answers (${answer.status}, "${status.word}")`;
  const comparable = dependencies.filter(({ name }) => seen.has(name));
  if (comparable.length === 0) {
    throw new NotOffered(
      `${answers}, and its health document lists no dependency that the target lets us ask ourselves`,
    );
  }
  const lies: Violation[] = [];
  for (const dependency of comparable) {
    if (!dependency.ok || !seen.get(dependency.name)) continue;
    const after = await probes.get(dependency.name as Dependency)?.();
    if (after) lies.push(hidden(dependency, after));
  }
  const [first, ...others] = lies;
  if (first) throw others.length === 0 ? first : asOne([first, ...others]);
  const silent = before.filter(([, violation]) => violation).map(([name]) => name);
  if (silent.length === 0) return undefined;
  const wordsOn = (name: Dependency) => {
    const listed = dependencies.find((dependency) => dependency.name === name);
    if (!listed) return `says nothing of the ${name}`;
    return listed.ok ? `calls the ${name} "${listed.said}"` : `cannot use the ${name} either: "${listed.said}"`;
  };
  return Object.fromEntries(silent.map((name) => [askedBy[name], `${answers}, and ${wordsOn(name)}`]));
}

/** The checks that tell of a dependency whether it answers us. */
const askedBy: Readonly<Record<Dependency, string>> = {
  database: 'health.database-answers',
  cache: 'health.cache-answers',
  broker: 'health.broker-accepts-connections',
};

/** Who does not even reach the service may be asking in the wrong place. */
const onTheWay = new Set(['connection-refused', 'timed-out', 'unknown-name', 'host-unreachable']);

const otherReading = ({ facts }: Violation): string =>
  onTheWay.has(facts.cause.id)
    ? ' (or the program reaches it and we do not: the address in our profile is another one, or our way there is closed)'
    : '';

const hidden = ({ name, said }: ReportedDependency, seen: Violation) =>
  new Violation(
    {
      expected: `a health document that does not call the ${name} well while it does not answer`,
      actual: `it says "${said}", while we see: ${seen.facts.actual}`,
      cause: {
        id: `hides-${name}`,
        sentence: `the health document calls the ${name} "${said}" although it does not answer: ${seen.facts.cause.sentence}${otherReading(seen)}`,
      },
    },
    { cause: seen },
  );
