const dayMs = 86_400_000;

/** Whoever renews does so when a third of its time is left (certbot, ACME clients); when half of that has passed nobody has. */
const shareLeft = 1 / 6;

/** One that lasts for a year is not renewed two months before. */
export const mostDaysLeft = 14;

/** From when on and until when a certificate holds. */
export type Validity = { from: Date; until: Date };

export const daysLeft = ({ until }: Pick<Validity, 'until'>): number => (until.getTime() - Date.now()) / dayMs;

/** How many more days a certificate must last that is renewed in time. */
export const leastDaysLeft = ({ from, until }: Validity): number =>
  Math.min(mostDaysLeft, (shareLeft * (until.getTime() - from.getTime())) / dayMs);
