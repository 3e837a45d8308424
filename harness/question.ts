import type { Safety, Severity, Tier } from './check.ts';

/** What a person asked for; an absent word narrows nothing. */
export type Question = {
  areas?: readonly string[];
  /** Ids or globs (`queue.*`). */
  only?: readonly string[];
  tier?: Tier;
  /** From this severity up: `major` means critical ones too. */
  severity?: Severity;
  /** The furthest that the target allows, and that was asked for where less. */
  safety: Safety;
  /** Areas that are asked only when named: they take long or disturb. */
  onlyWhenNamed?: readonly string[];
  /** What else a misspelt area may have been meant for. */
  otherWords?: readonly string[];
};
