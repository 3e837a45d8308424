import { z } from 'zod';
import { surfaceNames, type SurfaceName } from '../../targets/deployment.ts';
import { safety, whole } from './check-facts-schema.ts';

const surface = z.union([z.strictObject({ url: z.string() }), z.strictObject({ notOffered: z.string() })]);
const surfaces = Object.fromEntries(surfaceNames.map((name) => [name, surface])) as Record<SurfaceName, typeof surface>;

export const container = z.strictObject({ id: z.string(), image: z.string() }).optional();

/** The shape of `up --json`, which holds secrets: a whole deployment, ready to be asked, and what it runs as. */
export const upSchema = z.strictObject({
  schemaVersion: z.literal(1),
  name: z.string(),
  owner: z.looseObject({ pid: whole }),
  since: z.iso.datetime(),
  fault: z.string().optional(),
  deployment: z.looseObject({
    name: z.string(),
    surfaces: z.strictObject(surfaces),
    identities: z.record(z.string(), z.looseObject({ kind: z.string(), tenant: z.string() })),
    furthestSafety: safety,
    expectedVersion: z.string().optional(),
    own: z.literal(true),
  }),
  engine: z.strictObject({ address: z.string(), name: z.string() }).optional(),
  services: z.array(
    z.strictObject({
      name: z.string(),
      pid: whole,
      startedAt: z.string().optional(),
      container,
      running: z.boolean(),
      ended: z.strictObject({ at: z.iso.datetime(), how: z.string() }).optional(),
      address: z.string().optional(),
      version: z.string().optional(),
      logFile: z.string().optional(),
    }),
  ),
});
