import type { CheckFacts } from '../../harness/check.ts';
import type { Result } from '../../harness/result.ts';

/** A check that turned red under a fault, with the cause it stated. */
export type Killed = { id: string; cause: string };

/**
 * Where the results under a fault differ from what the checks promise: exactly those that name the fault are failed, for the cause
 * they state; all others are passed or blocked. Empty when the fault is proven. `undefined` as fault means the healthy system.
 */
export function deviations(
  checks: readonly CheckFacts[],
  results: readonly Result[],
  fault: string | undefined,
): string[] {
  const byId = new Map(results.map((result) => [result.id, result]));
  return checks.flatMap((check) => {
    const result = byId.get(check.id);
    const cause = fault === undefined ? undefined : check.refutedBy[fault];
    if (!result) return [`${check.id} was not asked`];
    if (cause !== undefined) return redForItsCause(result, cause);
    const allowed = fault === undefined ? ['passed'] : ['passed', 'blocked'];
    return allowed.includes(result.verdict)
      ? []
      : [`${check.id} must not be ${result.verdict} here: ${whatItSaid(result)}`];
  });
}

export const killedIn = (results: readonly Result[]): Killed[] =>
  results.flatMap((result) =>
    result.verdict === 'failed' ? [{ id: result.id, cause: result.violation.cause.id }] : [],
  );

function redForItsCause(result: Result, cause: string): string[] {
  if (result.verdict !== 'failed')
    return [`${result.id} must be failed (${cause}), and is ${result.verdict}: ${whatItSaid(result)}`];
  const stated = result.violation.cause.id;
  return stated === cause
    ? []
    : [`${result.id} must state the cause ${cause}, and states ${stated}: ${whatItSaid(result)}`];
}

function whatItSaid(result: Result): string {
  switch (result.verdict) {
    case 'failed':
      return `${result.violation.cause.sentence} (actual: ${result.violation.actual})`;
    case 'blocked':
      return `${result.by} is not green`;
    case 'skipped':
    case 'broken':
      return result.reason;
    case 'passed':
      return 'the fault went unnoticed';
  }
}
