import type { Cause } from './violation.ts';

/** A known failure that must not hold the release: one check, for one cause, until a day. */
export type Waiver = {
  /** The id of the check. It is asked all the same. */
  check: string;
  /** The id of the cause; failing for another one counts. */
  cause: string;
  /** What the cause is about, as a failure names it; whatever fails for that cause where absent. */
  of?: string;
  reason: string;
  /** The last day on which it counts, as YYYY-MM-DD (UTC). */
  until: string;
};

type Asked = { check: string; now: Date };

/** The waiver that covers this cause of a failure today. */
export const waiverOf = (waivers: readonly Waiver[], cause: Cause, { check, now }: Asked): Waiver | undefined =>
  waivers.find((waiver) => waiver.check === check && covers(waiver, cause) && !hasEnded(waiver, now));

/** Whether it names this cause, on whatever day. */
export const covers = (waiver: Pick<Waiver, 'cause' | 'of'>, { id, of }: Pick<Cause, 'id' | 'of'>): boolean =>
  waiver.cause === id && (waiver.of === undefined || waiver.of === of);

/** Whether its last day is over. */
export const hasEnded = ({ until }: Waiver, now: Date): boolean => now.toISOString().slice(0, 10) > until;
