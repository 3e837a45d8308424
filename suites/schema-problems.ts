import type { z } from 'zod';

const mostProblems = 3;

/** What a value lacks, by path and kind; never the value, which may be somebody's record: `"total" is missing (number expected)`. */
export function schemaProblems({ issues }: z.ZodError): string {
  const told = issues.slice(0, mostProblems).map(problem);
  const more = issues.length - told.length;
  return told.join('; ') + (more > 0 ? `; and ${more} more` : '');
}

function problem({ path, message }: z.core.$ZodIssue): string {
  const where = path.length === 0 ? 'the whole' : `"${path.map(String).join('.')}"`;
  const said = message.replace(/^Invalid [a-z ]+: /, '').replace(/^Invalid /, 'is no ');
  const [, kind] = /^expected (.+), received undefined$/.exec(said) ?? [];
  return kind === undefined ? `${where}: ${said}` : `${where} is missing (${kind} expected)`;
}
