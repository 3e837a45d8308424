const mostPerSecond = 6;
const everyNth = 5;

/** The same answers, but with more than six asked for in the last second every fifth is an error. */
export function failingUnderLoad<Given extends unknown[], Answer>(answer: (...given: Given) => Promise<Answer>) {
  let recent: number[] = [];
  let beyond = 0;
  return async (...given: Given): Promise<Answer> => {
    const now = performance.now();
    recent = [...recent.filter((at) => at > now - 1000), now];
    if (recent.length > mostPerSecond && ++beyond % everyNth === 0) throw new Error('no connection left');
    return await answer(...given);
  };
}
