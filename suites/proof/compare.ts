import { namedBy, type CheckFacts } from '../../harness/check.ts';
import type { Result } from '../../harness/result.ts';

/** A check that is red under a fault, with the cause it states. */
export type Kill = { id: string; cause: string };

/** The row of a fault in the kill matrix as the checks promise it, in their order. */
export const promisedKills = (checks: readonly CheckFacts[], fault: string): Kill[] =>
  checks.flatMap(({ id, refutedBy }) => {
    const cause = Object.hasOwn(refutedBy, fault) ? refutedBy[fault] : undefined;
    return cause === undefined ? [] : [{ id, cause }];
  });

export type Comparison = {
  /** Where the system, the fault or a check is not what was promised, a sentence each. */
  deviations: string[];
  /** What could not be told for a reason of ours: no word against any check. */
  troubles: string[];
};

/**
 * Compares what came of a fault with what the checks promise: exactly those that name it are failed, each for the cause it states;
 * what builds on one of them may be blocked; all others, and at least one, are passed, or skipped where faults alone show them. `undefined` means the healthy system.
 */
export function compare(checks: readonly CheckFacts[], results: readonly Result[], fault?: string): Comparison {
  const ground: Ground = {
    checks: new Map(checks.map((check) => [check.id, check])),
    results: new Map(results.map((result) => [result.id, result])),
    promised: new Map(fault === undefined ? [] : promisedKills(checks, fault).map(({ id, cause }) => [id, cause])),
  };
  const told = checks.flatMap((check) => oddityOf(check, ground) ?? []);
  const nothingPassed = checks.length > 0 && !results.some(({ verdict }) => verdict === 'passed');
  return {
    deviations: [
      ...told.flatMap((oddity) => ('deviation' in oddity ? [oddity.deviation] : [])),
      // Whatever a fault takes down altogether is red for many reasons, this one or another.
      ...(nothingPassed ? ['no check passed: this leaves no system of which anything could be told'] : []),
    ],
    troubles: told.flatMap((oddity) => ('trouble' in oddity ? [oddity.trouble] : [])),
  };
}

type Ground = {
  checks: ReadonlyMap<string, CheckFacts>;
  results: ReadonlyMap<string, Result>;
  /** The cause by id of the check. */
  promised: ReadonlyMap<string, string>;
};

type Oddity = { deviation: string } | { trouble: string };

function oddityOf(check: CheckFacts, ground: Ground): Oddity | undefined {
  const { id } = check;
  const result = ground.results.get(id);
  const cause = ground.promised.get(id);
  if (!result) return { deviation: `${id} was not asked` };
  if (result.verdict === 'broken') return { trouble: `${id} is broken: ${result.reason}` };
  if (result.verdict === 'blocked') {
    const root = ground.results.get(result.by);
    if (root?.verdict === 'broken') return { trouble: `${id} could not be asked: ${result.by} is broken` };
    // A root that nobody promised red is told itself.
    if (cause === undefined && root?.verdict === 'failed' && buildsOn(check, result.by, ground)) return undefined;
  }
  if (cause === undefined) {
    return result.verdict === 'passed' || (result.verdict === 'skipped' && check.shownByFaultsAlone)
      ? undefined
      : { deviation: `${id} must not be ${result.verdict} here: ${whatItSaid(result)}` };
  }
  if (result.verdict !== 'failed') {
    return { deviation: `${id} must be failed (${cause}), and is ${result.verdict}: ${whatItSaid(result)}` };
  }
  const stated = result.violation.cause.id;
  if (stated === cause) return undefined;
  return { deviation: `${id} must state the cause ${cause}, and states ${stated}: ${whatItSaid(result)}` };
}

/** Whether the check stands, over however many others, on the one with this id, or leaves it to tell what it runs into. */
function buildsOn(check: CheckFacts, id: string, ground: Ground): boolean {
  const visited = new Set<string>();
  const reaches = (facts: CheckFacts): boolean =>
    namedBy(facts).some((below) => {
      if (below === id) return true;
      const next = ground.checks.get(below);
      if (next === undefined || visited.has(below)) return false;
      visited.add(below);
      return reaches(next);
    });
  return reaches(check);
}

function whatItSaid(result: Result): string {
  switch (result.verdict) {
    case 'failed':
      return `${result.violation.cause.sentence} (actual: ${result.violation.actual})`;
    case 'blocked':
      return `blocked by ${result.by}`;
    case 'skipped':
    case 'broken':
      return result.reason;
    case 'passed':
      return 'the fault went unnoticed';
  }
}
