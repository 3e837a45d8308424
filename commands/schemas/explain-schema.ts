import { z } from 'zod';
import { runWords } from '../../harness/verdict.ts';
import { checkId, requests, safety, severity, tier, whole } from './check-facts-schema.ts';

const leftOut = z.strictObject({ id: checkId, severity, safety, because: z.string(), accepted: z.boolean() });

/** The shape of `explain --json`. */
export const explainSchema = z.strictObject({
  schemaVersion: z.literal(1),
  target: z.strictObject({ name: z.string(), expectedVersion: z.string().optional() }),
  askedAs: z.string(),
  safety,
  narrowedBy: z.array(z.string()),
  waitsFirst: z.strictObject({ withinMs: z.number().positive(), until: z.array(checkId) }).optional(),
  checks: z.array(
    z.strictObject({
      id: checkId,
      demand: z.string(),
      severity,
      tier,
      safety,
      needs: z.array(z.string()),
      runner: z.string().optional(),
      requests,
      adds: z.strictObject({ least: whole, most: whole }),
      waitsFor: z.array(checkId),
      drawnIn: z.boolean(),
      skippedBecause: z.string().optional(),
      brokenBecause: z.string().optional(),
      waivers: z.array(
        z.strictObject({ cause: z.string(), of: z.string().optional(), reason: z.string(), until: z.iso.date() }),
      ),
    }),
  ),
  withheld: z.array(leftOut),
  notAsked: z.array(leftOut),
  requests: z.strictObject({ least: whole, most: whole }),
  leastMs: whole,
  unset: z.array(z.strictObject({ variable: z.string(), purpose: z.string() })),
  foreseen: z.strictObject({ word: z.enum(runWords), reasons: z.array(z.string()) }),
});
