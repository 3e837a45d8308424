import { z } from 'zod';
import { verdicts } from '../../harness/result.ts';
import { provingWords } from './proving.ts';

/** The shape of proof.json, published as docs/schemas/prove.schema.json. A field changes its meaning only with the version. */
const whole = z.int().nonnegative();

const cell = z.strictObject({
  id: z.string(),
  verdict: z.enum(verdicts),
  cause: z.string().optional(),
  by: z.string().optional(),
  promised: z.string().optional(),
});

const proof = z.strictObject({
  fault: z.string(),
  asPromised: z.boolean(),
  row: z.array(cell),
  deviations: z.array(z.string()),
  troubles: z.array(z.string()),
  durationMs: whole,
});

export const provingSchema = z.strictObject({
  schemaVersion: z.literal(1),
  program: z.strictObject({ name: z.string(), version: z.string() }),
  startedAt: z.iso.datetime(),
  durationMs: whole,
  word: z.enum(provingWords),
  exitCode: whole,
  chosenBecause: z.string(),
  counts: z.strictObject({ toProve: whole, asPromised: whole, checks: whole, checksSeenRed: whole }),
  gaps: z.array(z.string()),
  notHere: z.strictObject({ faults: z.array(z.string()), because: z.string() }).optional(),
  proofs: z.array(proof),
});
