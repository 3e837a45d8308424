import { eventually } from '../../fixtures/eventually.ts';
import type { ManagementClient, OwnCheck } from '../../fixtures/management/management-client.ts';
import type { Observations } from '../../harness/check.ts';
import { NotOffered } from '../../harness/not-offered.ts';
import { Violation, type Cause } from '../../harness/violation.ts';

type Management = Pick<ManagementClient, 'healthChecks'>;

/** A virtual host that somebody makes or removes is down for a moment, by the broker's word. */
const momentMs = 3000;

/**
 * Throws a Violation with the broker's own reason unless it passes every health check that its version has; an error of ours where nobody
 * can tell.
 */
export async function assertOwnChecksPass(management: Management): Promise<Observations> {
  const checks = await checksAfterAMoment(management);
  const failed = failedAmong(checks);
  const [first, ...others] = failed;
  if (first) {
    throw new Violation({
      expected: 'a broker that passes the health checks of its management plugin',
      actual: failed.map(({ name, reason }) => `${name}: ${reason}`).join('; '),
      cause: causeOf(first),
      besides: others.map(causeOf),
    });
  }
  const untold = checks.flatMap((check) => (check.says === 'untold' ? [check.reason] : []));
  if (untold.length > 0) {
    throw new Error(
      `Nobody can tell whether a certificate of the broker should have been renewed: ${untold.join('; ')}. Look at it (openssl x509 -noout -dates -in FILE), renew it, or let this machine reach the listener.`,
    );
  }
  const named = (says: 'ok' | 'not-known') =>
    checks.flatMap((check) => (check.says === says ? [check.name] : [])).join(', ');
  if (named('ok') === '') {
    throw new NotOffered('this version of RabbitMQ has no health checks in its management plugin (404 to each)');
  }
  const besides = checks.flatMap((check) => (check.says === 'ok' ? (check.besides ?? []) : [])).join('; ');
  return {
    passed: named('ok'),
    ...(besides === '' ? {} : { certificates: besides }),
    ...(named('not-known') ? { 'not in this version': named('not-known') } : {}),
  };
}

const causeOf = ({ name, reason }: { name: string; reason: string }): Cause => ({
  id: 'own-check-failed',
  of: name,
  sentence: `the broker itself says that something is wrong with it (${name}): ${reason}`,
});

const failedAmong = (checks: readonly OwnCheck[]) =>
  checks.flatMap((check) => (check.says === 'failed' ? [check] : []));

/** What they say at once where none fails, else what they say once none does, or at the end of the moment. */
async function checksAfterAMoment(management: Management): Promise<readonly OwnCheck[]> {
  let last: readonly OwnCheck[] = [];
  const ask = async () => (last = await management.healthChecks());
  const awaited = {
    within: momentMs,
    everyMs: 500,
    holds: (checks: readonly OwnCheck[]) => failedAmong(checks).length === 0,
    expected: 'no failed check',
    describe: () => 'one failed',
  };
  return eventually(ask, awaited).catch((error: unknown) => {
    if (error instanceof Violation && failedAmong(last).length > 0) return last;
    throw error;
  });
}
