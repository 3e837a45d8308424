import { z } from 'zod';
import { surfaceNames, type SurfaceName } from '../../targets/deployment.ts';
import { whole } from './check-facts-schema.ts';
import { container } from './up-schema.ts';

const surfaces = Object.fromEntries(surfaceNames.map((name) => [name, z.string()])) as Record<SurfaceName, z.ZodString>;

/** The shape of `status --json`: the stacks that stay, without secrets. */
export const statusSchema = z.strictObject({
  schemaVersion: z.literal(1),
  stacks: z.array(
    z.strictObject({
      name: z.string(),
      since: z.iso.datetime(),
      owner: whole,
      fault: z.string().optional(),
      surfaces: z.strictObject(surfaces),
      services: z.array(
        z.strictObject({
          name: z.string(),
          running: z.boolean(),
          frozen: z
            .discriminatedUnion('by', [
              z.strictObject({ by: z.literal('SIGSTOP'), processes: z.array(whole) }),
              z.strictObject({ by: z.literal('engine') }),
            ])
            .optional(),
          ended: z.strictObject({ how: z.string(), at: z.iso.datetime().optional() }).optional(),
          version: z.string().optional(),
          address: z.string().optional(),
          memoryBytes: whole.optional(),
          upSeconds: whole.optional(),
          pid: whole,
          container,
          logFile: z.string().optional(),
        }),
      ),
    }),
  ),
});
