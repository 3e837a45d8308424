import { setTimeout as pause } from 'node:timers/promises';

const lateMs = 700;

/** The same answers, 700 ms late. */
export const late =
  <Given extends unknown[], Answer>(answer: (...given: Given) => Promise<Answer>) =>
  async (...given: Given): Promise<Answer> => {
    await pause(lateMs);
    return await answer(...given);
  };
