import { setTimeout as pause } from 'node:timers/promises';

const lateMs = 700;

type Answering = { beforeAnswer: () => Promise<void> };

/** Every answer comes 700 ms late. */
export const lateAnswers = <Parts extends Answering>(parts: Parts): Parts => ({
  ...parts,
  async beforeAnswer() {
    await pause(lateMs);
    await parts.beforeAnswer();
  },
});
