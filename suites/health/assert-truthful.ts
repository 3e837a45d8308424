import type { Dependency } from '../../contract/health.ts';
import type { HealthReport } from '../../fixtures/health/health-report.ts';
import type { ReportedDependency } from '../../fixtures/health/read-entry.ts';
import type { OwnProbes } from '../../fixtures/own-probes.ts';
import { NotOffered } from '../../harness/not-offered.ts';
import { Violation } from '../../harness/violation.ts';

/**
 * Compares what a program reports of its dependencies with what we see ourselves. Only one way of differing is a lie: "ok" for what
 * does not answer us either before or after the report. (A dependency that we reach and the program does not may well be down for it.)
 */
export async function assertTruthful(askForReport: () => Promise<HealthReport>, probes: OwnProbes): Promise<void> {
  if (probes.size === 0) {
    throw new NotOffered(
      'the target offers neither its database nor its cache nor its broker to compare the report with',
    );
  }
  const before = await Promise.all([...probes].map(async ([name, probe]) => [name, await probe()] as const));
  const seen = new Map<string, Violation | undefined>(before);
  const { dependencies } = await askForReport();
  const comparable = dependencies.filter(({ name }) => seen.has(name));
  if (comparable.length === 0) {
    throw new NotOffered('the health document lists no dependency that the target lets us ask ourselves');
  }
  for (const dependency of comparable) {
    if (!dependency.ok || !seen.get(dependency.name)) continue;
    const after = await probes.get(dependency.name as Dependency)?.();
    if (after) throw hidden(dependency, after);
  }
}

/** Who does not even reach the service may be asking in the wrong place. */
const onTheWay = new Set(['connection-refused', 'timed-out', 'unknown-name', 'host-unreachable']);

const otherReading = ({ facts }: Violation): string =>
  onTheWay.has(facts.cause.id) ? ' (or the address in our profile is not the one that the program uses)' : '';

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
