/** A known failure that must not hold the release: one check, for one cause, until a day. */
export type Waiver = {
  /** The id of the check. It is asked all the same. */
  check: string;
  /** The id of the cause; failing for another one counts. */
  cause: string;
  reason: string;
  /** The last day on which it counts, as YYYY-MM-DD (UTC). */
  until: string;
};

/** The waiver that covers this failure today. */
export const waiverOf = (
  waivers: readonly Waiver[],
  { check, cause, now }: { check: string; cause: string; now: Date },
): Waiver | undefined =>
  waivers.find((waiver) => waiver.check === check && waiver.cause === cause && !hasEnded(waiver, now));

/** Whether its last day is over. */
export const hasEnded = ({ until }: Waiver, now: Date): boolean => now.toISOString().slice(0, 10) > until;
