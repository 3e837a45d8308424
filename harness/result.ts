import type { CheckFacts, Outcome } from './check.ts';
import type { Waiver } from './waiver.ts';

export const verdicts = ['passed', 'failed', 'blocked', 'skipped', 'broken'] as const;
export type Verdict = (typeof verdicts)[number];

/** `by` is the check at the root: the lowest red one that this one builds on, or leaves it to tell what it `saw`. */
export type Blocked = { verdict: 'blocked'; by: string; saw?: string };

type Failed = Extract<Outcome, { verdict: 'failed' }>;

/**
 * `waived` is there when the target's profile knows this failure: it neither counts nor blocks. `since` names the failed check at which
 * most likely the same trouble began, and says what that is.
 */
export type Judged =
  | Exclude<Outcome, Failed>
  | (Failed & { waived?: Pick<Waiver, 'reason' | 'until'>; since?: Since })
  | Blocked;

export type Since = { check: string; sentence: string };

/** The facts of a check, and what came of asking it. Holds no secret: it was redacted before it existed. */
export type Result = Pick<CheckFacts, 'id' | 'demand' | 'source' | 'severity' | 'tier' | 'safety' | 'remedy'> & {
  area: string;
  durationMs: number;
  /** The file in the run's folder that holds what passed between us and the target. */
  evidence?: string;
} & Judged;

/** True for a failure that counts. */
export const isViolation = (result: Result): result is Result & Failed =>
  result.verdict === 'failed' && result.waived === undefined;

/** True for a result on which nothing can be built. */
export const isRed = (result: Result): boolean =>
  isViolation(result) || result.verdict === 'blocked' || result.verdict === 'broken';

/** The check to start with where this one is red. */
export const rootOf = (red: Result): string => (red.verdict === 'blocked' ? red.by : red.id);
