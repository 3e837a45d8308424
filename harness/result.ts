import type { CheckFacts, Outcome } from './check.ts';

export const verdicts = ['passed', 'failed', 'blocked', 'skipped', 'broken'] as const;
export type Verdict = (typeof verdicts)[number];

/** `by` is the check at the root: the lowest red one that this one builds on. */
export type Blocked = { verdict: 'blocked'; by: string };

/** The facts of a check, and what came of asking it. Holds no secret: it was redacted before it existed. */
export type Result = Pick<CheckFacts, 'id' | 'demand' | 'source' | 'severity' | 'tier' | 'safety' | 'remedy'> & {
  area: string;
  durationMs: number;
} & (Outcome | Blocked);
