import { z } from 'zod';
import { purposes } from '../../containers/prerequisites/prerequisite.ts';
import { surfaceNames } from '../../targets/deployment.ts';

const surface = z.enum([...surfaceNames, 'services']);

/** The shape of `doctor --json`; `target`, `surfaces` and `unset` (what the environment lacks) where a target was named. */
export const doctorSchema = z.strictObject({
  schemaVersion: z.literal(1),
  rows: z.array(
    z.strictObject({
      name: z.string(),
      purpose: z.enum([...purposes, 'everything']),
      needed: z.string(),
      found: z.string().optional(),
      version: z.string().optional(),
      missing: z.string().optional(),
      howToGet: z.array(z.string()).optional(),
    }),
  ),
  target: z.string().optional(),
  surfaces: z
    .array(
      z.union([
        z.strictObject({
          surface,
          where: z.string(),
          steps: z.array(z.strictObject({ step: z.enum(['name', 'connection', 'tls', 'protocol']), seen: z.string() })),
          problem: z
            .strictObject({ sentence: z.string(), whose: z.enum(['target', 'ours']), toDo: z.string().optional() })
            .optional(),
        }),
        z.strictObject({ surface, notOffered: z.string() }),
      ]),
    )
    .optional(),
  unset: z.array(z.strictObject({ variable: z.string(), purpose: z.string() })).optional(),
});
