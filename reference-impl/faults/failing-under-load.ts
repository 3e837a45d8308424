const windowMs = 5000;
const mostInWindow = 36;
const everyNth = 5;

/** The same answers, but with more than 36 asked for in the last five seconds every fifth is an error: a burst is no load yet. */
export function failingUnderLoad<Given extends unknown[], Answer>(answer: (...given: Given) => Promise<Answer>) {
  let recent: number[] = [];
  let beyond = 0;
  return async (...given: Given): Promise<Answer> => {
    const now = performance.now();
    recent = [...recent.filter((at) => at > now - windowMs), now];
    if (recent.length > mostInWindow && ++beyond % everyNth === 0) throw new Error('no connection left');
    return await answer(...given);
  };
}
