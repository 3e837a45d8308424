/** Lets at most `count` pieces of work run at once; the others wait in order. */
export function slots(count: number) {
  let running = 0;
  const waiting: (() => Promise<void>)[] = [];
  let whenIdle = Promise.withResolvers<void>();
  whenIdle.resolve();

  const next = (): void => {
    if (running === count) return;
    const work = waiting.shift();
    if (work === undefined) return;
    running += 1;
    void work().finally(() => {
      running -= 1;
      next();
      if (running === 0) whenIdle.resolve();
    });
  };

  return {
    /** `work` must not reject. */
    run(work: () => Promise<void>): void {
      if (running === 0) whenIdle = Promise.withResolvers();
      waiting.push(work);
      next();
    },
    /** Resolves when nothing runs. */
    idle: (): Promise<void> => whenIdle.promise,
  };
}
