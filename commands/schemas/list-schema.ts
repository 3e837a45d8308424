import { z } from 'zod';
import { checkId, whole, requests, safety, severity, tier } from './check-facts-schema.ts';

/** The shape of `list --json`. */
export const listSchema = z.strictObject({
  schemaVersion: z.literal(1),
  checks: z.array(
    z.strictObject({
      id: checkId,
      area: z.string(),
      demand: z.string(),
      source: z.string(),
      severity,
      tier,
      safety,
      after: z.array(checkId),
      restsOn: z.array(checkId),
      defersTo: z.array(checkId).optional(),
      needs: z.array(z.string()),
      runner: z.string().optional(),
      requests,
      remedy: z.string(),
      refutedBy: z.record(z.string(), z.string()),
    }),
  ),
});

/** The shape of `list --faults --json`. */
export const faultsSchema = z.strictObject({
  schemaVersion: z.literal(1),
  faults: z.array(
    z.strictObject({
      name: z.string(),
      on: z.enum(['program', 'plan', 'running', 'machine']),
      area: z.string(),
      tells: z.string(),
      while: z.string().optional(),
      besides: z.string().optional(),
      alone: z.boolean().optional(),
      ripensMs: whole.optional(),
      ownDatabaseServer: z.boolean().optional(),
      mustTurnRed: z.array(z.strictObject({ id: checkId, cause: z.string() })),
    }),
  ),
});
