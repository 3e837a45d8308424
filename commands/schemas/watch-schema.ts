import { z } from 'zod';
import { resultsSchema } from '../../reports/results-schema.ts';
import { checkId } from './check-facts-schema.ts';

const { id, startedAt, durationMs, target, word, words, exitCode, advice, counts } = resultsSchema.shape;

/** The shape of a line of `watch --json`: a run, and what is other than in the run before. */
export const watchSchema = z.strictObject({
  schemaVersion: z.literal(1),
  id,
  startedAt,
  durationMs,
  target,
  word,
  words,
  exitCode,
  advice,
  counts,
  changes: z.array(z.strictObject({ ids: z.array(checkId), text: z.string() })),
});
