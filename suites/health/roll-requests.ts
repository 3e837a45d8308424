/** Who is there: one count of each queue and one question to all workers, asked once for all checks of a run. */
export const roll = { connection: 'broker', inCommon: { name: 'the roll of the workers', least: 2 } } as const;
