/** Nothing came within the time that was given. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';

  constructor(deadlineMs: number) {
    super(`no answer within ${deadlineMs} ms`);
  }
}

/** What `work` gives, or `NoAnswer` after `deadlineMs`; the work itself goes on unheard. */
export async function within<Value>(deadlineMs: number, work: Promise<Value>): Promise<Value> {
  const { promise: deadline, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new NoAnswer(deadlineMs)), deadlineMs);
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
