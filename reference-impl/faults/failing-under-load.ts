const mostPerSecond = 6;
const everyNth = 5;

type Answering = { beforeAnswer: () => Promise<void> };

/** With more than six requests in the last second every fifth answer is a 500. */
export function failingUnderLoad<Parts extends Answering>(parts: Parts): Parts {
  let recent: number[] = [];
  let beyond = 0;
  return {
    ...parts,
    async beforeAnswer() {
      const now = performance.now();
      recent = [...recent.filter((at) => at > now - 1000), now];
      if (recent.length > mostPerSecond && ++beyond % everyNth === 0) throw new Error('no connection left');
      await parts.beforeAnswer();
    },
  };
}
