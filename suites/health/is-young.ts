/** Two restarts, the last of them within this time, are no accident that is over. */
const youngMs = 60_000;

/** Whether whatever was started then is up for so short a time that it may die again at once; `now` is the time of its machine. */
export const isYoung = ({ startedAt }: { startedAt?: Date | undefined }, now: Date): boolean =>
  startedAt !== undefined && now.getTime() - startedAt.getTime() < youngMs;
