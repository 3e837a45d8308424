/** Celery's logical clock: every message sent moves it on, every message received pulls it ahead of the sender's. */
export type LamportClock = { value(): number; forward(): number; adjust(other: number): number };

export function lamportClock(): LamportClock {
  let value = 0;
  return {
    value: () => value,
    forward: () => (value += 1),
    adjust: (other) => (value = Math.max(value, other) + 1),
  };
}
