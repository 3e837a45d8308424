import { Ajv, type ErrorObject } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Tool } from '../../fixtures/mcp/mcp-client.ts';
import { Violation } from '../../harness/violation.ts';
import { withinTime } from './within-time.ts';

/** A schema of ours is compiled and checked in a few. One with a hostile pattern, or with references in circles, takes for ever. */
const deadlineMs = 500;

/**
 * Reads the output schema that a tool declares (JSON Schema 2020-12, MCP's default, or the draft 7 that it names) into a function that
 * tells what a value lacks, by the place in the schema and never by value. Throws a Violation for what is no schema.
 */
export function readDeclaredSchema({ name, outputSchema = {} }: Tool): (value: unknown) => string | undefined {
  const { $schema: dialect, ...schema } = outputSchema;
  const Reader = /draft-0[67]/.test(String(dialect)) ? Ajv : Ajv2020;
  const inTime = <Answer>(work: () => Answer): Answer => {
    const done = withinTime(deadlineMs, work);
    if (done) return done.answer;
    throw tooCostly(name);
  };
  const compile = () => {
    // One for each attempt: a reader that was broken off in the midst of a schema is of no use any more ("ajv implementation error").
    // In 2020-12 a format is a note to the reader, and unknown keywords are too.
    const ajv = new Reader({ strict: false, validateFormats: false, allErrors: true, logger: false });
    try {
      return ajv.compile(schema);
    } catch (error) {
      // One that calls itself too often is no wrong schema, but a costly one.
      throw error instanceof RangeError ? error : invalid(name, error);
    }
  };
  const validate = inTime(compile);
  return (value) => (inTime(() => validate(value)) ? undefined : problems(validate.errors ?? []));
}

function invalid(name: string, error: unknown): Violation {
  const said = error instanceof Error ? error.message : String(error);
  return new Violation(
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

const tooCostly = (name: string) =>
  new Violation({
    expected: `an output schema of the tool "${name}" that a value can be held against`,
    actual: `no end after ${deadlineMs} ms`,
    cause: {
      id: 'schema-too-costly',
      sentence: `the output schema that tools/list declares for "${name}" keeps whoever uses it busy without an end (a pattern that backtracks, or references in circles)`,
    },
  });

const mostProblems = 3;

/** By the path in the schema: one in the value may have a patient's name as a key. */
function problems(errors: readonly ErrorObject[]): string {
  const told = errors
    .slice(0, mostProblems)
    .map(({ schemaPath, message }) => `it ${message ?? 'does not fit'} (${schemaPath})`);
  const more = errors.length - told.length;
  return told.join('; ') + (more > 0 ? `; and ${more} more` : '');
}
