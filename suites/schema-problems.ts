import type { z } from 'zod';

const mostProblems = 3;

/** What a value lacks, by path and kind; never the value, which may be somebody's record: `total: Invalid input: expected number`. */
export function schemaProblems({ issues }: z.ZodError): string {
  const told = issues
    .slice(0, mostProblems)
    .map(({ path, message }) => `${path.map(String).join('.') || 'the whole'}: ${message}`);
  const more = issues.length - told.length;
  return told.join('; ') + (more > 0 ? `; and ${more} more` : '');
}
