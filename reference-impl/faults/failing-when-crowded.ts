import { setTimeout as pause } from 'node:timers/promises';

const mostAtOnce = 12;
const lateMs = 300;

/** The same answers, 300 ms late; while twelve are under way every further one is an error. */
export function failingWhenCrowded<Answer>(answer: () => Promise<Answer>): () => Promise<Answer> {
  let underWay = 0;
  return async () => {
    if (underWay >= mostAtOnce) throw new Error('no connection left in the pool');
    underWay += 1;
    try {
      await pause(lateMs);
      return await answer();
    } finally {
      underWay -= 1;
    }
  };
}
