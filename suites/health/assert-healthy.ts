import { contractName, type HealthReport } from '../../fixtures/health/health-report.ts';
import type { Observations } from '../../harness/check.ts';
import { Violation, type Cause } from '../../harness/violation.ts';

const expected = '200 with a healthy status, every dependency ok and the expected version';

/** Throws a Violation that names the culprit unless the program calls itself and all that it depends on healthy. */
export function assertHealthy(
  report: HealthReport,
  { program, who, expectedVersion }: { program: 'api' | 'mcp'; who: string; expectedVersion: string | undefined },
): Observations {
  const cause = whyUnhealthy(report, { program, who }) ?? whyAnotherVersion(report.version, { who, expectedVersion });
  if (cause) throw new Violation({ expected, actual: summary(report), cause });
  return report.version === undefined ? {} : { version: report.version };
}

/** `503, "down", version 1.4.2; database ok, cache down (refuses connections)` */
function summary({ answer, status, version, dependencies }: HealthReport): string {
  const parts = dependencies.map(({ name, said }) => `${name} ${said}`).join(', ') || 'no dependencies';
  return `${answer.status}, "${status.word}", ${version === undefined ? 'no version' : `version ${version}`}; ${parts}`;
}

function whyUnhealthy(
  { answer, status, dependencies, culprit }: HealthReport,
  { program, who }: { program: string; who: string },
): Cause | undefined {
  const down = dependencies.filter(({ ok }) => !ok);
  const named = down.find(({ name }) => culprit !== undefined && name === contractName(culprit)) ?? down[0];
  if (named) {
    return {
      id: `${named.name}-unreachable-from-${program}`,
      sentence: `${who} cannot use its ${named.name}: it reports "${named.said}"${alsoDown(down.length - 1)}`,
    };
  }
  if (status.healthy && answer.status === 200) return undefined;
  return {
    id: 'says-unhealthy',
    sentence: `${who} calls itself "${status.word}" (${answer.status}) and names no dependency as the culprit`,
  };
}

const alsoDown = (others: number) => (others === 0 ? '' : `; ${others} more of its dependencies are down`);

function whyAnotherVersion(
  version: string | undefined,
  { who, expectedVersion }: { who: string; expectedVersion: string | undefined },
): Cause | undefined {
  // Nobody promises a version where the target's profile expects none.
  if (expectedVersion === undefined || version === expectedVersion) return undefined;
  if (version === undefined) {
    return {
      id: 'version-missing',
      sentence: `${who} does not say which version it runs, and ${expectedVersion} is expected`,
    };
  }
  return {
    id: 'another-version',
    sentence: `${who} runs version ${version}, and ${expectedVersion} is expected: the deployment has not reached it`,
  };
}
