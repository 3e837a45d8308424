import { Ajv, type ErrorObject } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Tool } from '../../fixtures/mcp/mcp-client.ts';
import { Violation } from '../../harness/violation.ts';

/**
 * Reads the output schema that a tool declares (JSON Schema 2020-12, MCP's default, or the draft 7 that it names) into a function that
 * tells what a value lacks, by path and kind and never by value. Throws a Violation for what is no schema.
 */
export function readDeclaredSchema({ name, outputSchema = {} }: Tool): (value: unknown) => string | undefined {
  const { $schema: dialect, ...schema } = outputSchema;
  const Reader = /draft-0[67]/.test(String(dialect)) ? Ajv : Ajv2020;
  // In 2020-12 a format is a note to the reader, and unknown keywords are too.
  const ajv = new Reader({ strict: false, validateFormats: false, allErrors: true, logger: false });
  try {
    const validate = ajv.compile(schema);
    return (value) => (validate(value) ? undefined : problems(validate.errors ?? []));
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new Violation(
      {
        expected: `an output schema of the tool "${name}" that is JSON Schema`,
        actual: said.slice(0, 200),
        cause: {
          id: 'schema-invalid',
          sentence: `the output schema that tools/list declares for "${name}" is no schema`,
        },
      },
      { cause: error },
    );
  }
}

const mostProblems = 3;

function problems(errors: readonly ErrorObject[]): string {
  const told = errors
    .slice(0, mostProblems)
    .map(({ instancePath, message }) => `${instancePath || 'it'} ${message ?? 'does not fit'}`);
  const more = errors.length - told.length;
  return told.join('; ') + (more > 0 ? `; and ${more} more` : '');
}
