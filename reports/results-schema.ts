import { z } from 'zod';
import { safeties, severities, tiers } from '../harness/check.ts';
import { verdicts } from '../harness/result.ts';
import { advices, runWords } from '../harness/verdict.ts';

/** The shape of results.json; published as results.schema.json, which a test keeps up to date. A field changes its meaning only with the version. */
const severity = z.enum(severities);
const safety = z.enum(safeties);
const word = z.enum(runWords);
const whole = z.int().nonnegative();

const facts = {
  id: z.string().regex(/^[a-z-]+\.[a-z0-9-]+$/),
  area: z.string(),
  demand: z.string(),
  source: z.string(),
  severity,
  tier: z.enum(tiers),
  safety,
  remedy: z.string(),
  durationMs: z.number().nonnegative(),
  evidence: z.string().optional(),
};

const cause = z.strictObject({
  id: z.string(),
  of: z.string().optional(),
  sentence: z.string(),
  explains: z.array(z.string()).optional(),
});

const violation = z.strictObject({
  expected: z.string(),
  actual: z.string(),
  cause,
  besides: z.array(cause).optional(),
  remedy: z.string().optional(),
});

const waived = z.strictObject({ reason: z.string(), until: z.iso.date() });
const since = z.strictObject({ check: z.string(), sentence: z.string() });

const result = z.discriminatedUnion('verdict', [
  z.strictObject({ ...facts, verdict: z.literal('passed'), observed: z.record(z.string(), z.string()).optional() }),
  z.strictObject({
    ...facts,
    verdict: z.literal('failed'),
    violation,
    waived: waived.optional(),
    since: since.optional(),
  }),
  z.strictObject({ ...facts, verdict: z.literal('blocked'), by: z.string(), saw: z.string().optional() }),
  z.strictObject({ ...facts, verdict: z.literal('skipped'), reason: z.string(), lacks: z.string().optional() }),
  z.strictObject({ ...facts, verdict: z.literal('broken'), reason: z.string() }),
]);

export const resultsSchema = z.strictObject({
  schemaVersion: z.literal(2),
  id: z.string(),
  startedAt: z.iso.datetime(),
  durationMs: whole,
  word,
  words: z.array(word).min(1),
  reasons: z.array(z.string()),
  warnings: z.array(z.string()),
  advice: z.enum(advices),
  exitCode: whole,
  strict: z.boolean(),
  program: z.strictObject({ name: z.string(), version: z.string() }),
  target: z.strictObject({
    name: z.string(),
    observedVersion: z.string().optional(),
    expectedVersion: z.string().optional(),
  }),
  scope: z.strictObject({
    narrowedBy: z.array(z.string()),
    drawnIn: z.array(z.string()),
    withheld: z.array(z.strictObject({ id: z.string(), severity, safety, accepted: z.boolean() })),
    notAsked: whole,
    criticalNotAsked: z.array(z.string()),
  }),
  residue: z.array(z.string()),
  counts: z.strictObject({
    asked: whole,
    waived: whole,
    ...Object.fromEntries(verdicts.map((verdict) => [verdict, whole])),
  }),
  results: z.array(result),
  command: z.string().optional(),
  ownStack: z.strictObject({ remedy: z.string(), fault: z.string().optional() }).optional(),
  askedAs: z.string(),
  askedWith: z.string().optional(),
  directory: z.string().optional(),
  places: z.record(z.string(), z.string()).optional(),
});

export const resultsJsonSchema = (): string => `${JSON.stringify(z.toJSONSchema(resultsSchema), null, 2)}\n`;
