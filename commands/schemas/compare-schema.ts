import { z } from 'zod';
import { verdicts } from '../../harness/result.ts';
import { runWords } from '../../harness/verdict.ts';
import { checkId } from './check-facts-schema.ts';

const run = z.strictObject({
  id: z.string(),
  startedAt: z.iso.datetime(),
  target: z.string(),
  version: z.string().optional(),
  word: z.enum(runWords),
  narrowedBy: z.array(z.string()),
});

const was = z.enum([...verdicts, 'waived', 'not asked']);
const milliseconds = z.number().nonnegative();

/** The shape of `compare --json`. */
export const compareSchema = z.strictObject({
  schemaVersion: z.literal(2),
  before: run,
  after: run,
  differences: z.array(z.string()),
  worse: z.array(z.string()),
  newlyFailed: z.array(z.strictObject({ id: checkId, was, cause: z.string() })),
  newlyPassed: z.array(z.strictObject({ id: checkId, was })),
  stillFailed: z.array(z.strictObject({ id: checkId, cause: z.string() })),
  otherCause: z.array(z.strictObject({ id: checkId, before: z.string(), after: z.string() })),
  newlyWaived: z.array(z.strictObject({ id: checkId, cause: z.string(), until: z.iso.date() })),
  noLongerProven: z.array(z.strictObject({ id: checkId, is: was })),
  noLongerAsked: z.array(checkId),
  newIds: z.array(checkId),
  slower: z.array(z.strictObject({ id: checkId, beforeMs: milliseconds, afterMs: milliseconds })),
});
