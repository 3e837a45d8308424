import { join } from 'node:path';
import { z } from 'zod';
import { profileSchema } from '../../targets/profile-schema.ts';
import { provingSchema } from '../../suites/proof/proof-schema.ts';
import { doctorSchema } from './doctor-schema.ts';
import { compareSchema } from './compare-schema.ts';
import { explainSchema } from './explain-schema.ts';
import { faultsSchema, listSchema } from './list-schema.ts';
import { statusSchema } from './status-schema.ts';
import { upSchema } from './up-schema.ts';
import { watchSchema } from './watch-schema.ts';

/**
 * What commands print with `--json` and what a profile holds, by the file in docs/schemas that publishes its shape; results.json has its
 * own beside the reports.
 */
export const published = {
  'doctor.schema.json': doctorSchema,
  'compare.schema.json': compareSchema,
  'explain.schema.json': explainSchema,
  'faults.schema.json': faultsSchema,
  'list.schema.json': listSchema,
  'profile.schema.json': profileSchema,
  'prove.schema.json': provingSchema,
  'status.schema.json': statusSchema,
  'up.schema.json': upSchema,
  'watch.schema.json': watchSchema,
} as const satisfies Record<string, z.ZodType>;

export const schemaFolder = join(import.meta.dirname, '..', '..', 'docs', 'schemas');

export const jsonSchemaOf = (schema: z.ZodType): string => `${JSON.stringify(z.toJSONSchema(schema), null, 2)}\n`;
