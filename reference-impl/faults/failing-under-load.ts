const slotMs = 500;
const slots = 4;
const leastInSlot = 3;
const everyNth = 5;

/**
 * The same answers, but while at least three are asked for in each half of a second, for two seconds and longer, every fifth is an
 * error: a burst is no load yet.
 */
export function failingUnderLoad<Given extends unknown[], Answer>(answer: (...given: Given) => Promise<Answer>) {
  let recent: number[] = [];
  let beyond = 0;
  return async (...given: Given): Promise<Answer> => {
    const now = performance.now();
    recent = [...recent.filter((at) => at > now - slots * slotMs), now];
    const counts = Array.from({ length: slots }, (_, slot) => {
      return recent.filter((at) => Math.floor((now - at) / slotMs) === slot).length;
    });
    if (counts.every((count) => count >= leastInSlot) && ++beyond % everyNth === 0) {
      throw new Error('no connection left');
    }
    return await answer(...given);
  };
}
