/** How long a job takes, in milliseconds. */
export async function timed(job: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await job();
  return performance.now() - begun;
}

/** How long what is opened, and ended again at once, takes until it is open, in milliseconds. */
export async function timedOpening(open: () => Promise<AsyncDisposable>): Promise<number> {
  await using scope = new AsyncDisposableStack();
  return await timed(async () => scope.use(await open()));
}

/** The times of a job done again and again, one after the other. */
export async function timesOf(count: number, job: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let done = 0; done < count; done += 1) times.push(await timed(job));
  return times;
}
