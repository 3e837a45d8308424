import { z } from 'zod';
import { safeties, severities, tiers } from '../../harness/check.ts';

/** What several schemas say of a check. */
export const severity = z.enum(severities);
export const tier = z.enum(tiers);
export const safety = z.enum(safeties);
export const whole = z.int().nonnegative();
export const checkId = z.string().regex(/^[a-z-]+\.[a-z0-9-]+$/);

export const requests = z.strictObject({
  least: whole,
  most: whole,
  sharedAs: z.string().optional(),
  connection: z.string().optional(),
  inCommon: z.strictObject({ name: z.string(), least: whole }).optional(),
});
