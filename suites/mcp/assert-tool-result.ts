import { z } from 'zod';
import { tools } from '../../contract/tools.ts';
import type { Tool, ToolAnswer } from '../../fixtures/mcp/mcp-client.ts';
import { errorWithoutWords } from '../../fixtures/http/body-without-content.ts';
import { expectStatus } from '../../fixtures/http/http-answer.ts';
import { noMessage, requireReadable } from '../../fixtures/mcp/json-rpc.ts';
import { Violation } from '../../harness/violation.ts';
import { appointmentListSchema } from '../appointment-schema.ts';
import { schemaProblems } from '../schema-problems.ts';
import { readDeclaredSchema } from './declared-schema.ts';

/** Throws a Violation unless the call succeeded and its result keeps both the schema that the tool declares and the contract's. */
export function assertToolResult(tool: Tool, { answer, message }: ToolAnswer): void {
  const expected = `a result of the tool "${tool.name}" that keeps its schema`;
  expectStatus(answer, 200, expected);
  requireReadable(answer, expected);
  const { result, error } = message ?? noMessage(answer, expected);
  const parsed = resultSchema.safeParse(result);
  if (error || !parsed.success || parsed.data.isError) {
    throw new Violation({
      expected,
      actual: error ? `the error ${error.code}: ${errorWithoutWords(error.message)}` : whatCame(parsed.data),
      cause: { id: 'tool-fails', sentence: `the tool "${tool.name}" fails for arguments that it should accept` },
      remedy:
        'sudo journalctl -u mcp-server.service -n 50 (the traceback of the tool); then its database and its migrations',
    });
  }
  for (const { whose, problemsOf } of schemasOf(tool)) {
    const problems = problemsOf(parsed.data.structuredContent);
    if (problems === undefined) continue;
    throw new Violation({
      expected,
      actual: `structured content that breaks it: ${problems}`,
      cause: { id: 'result-breaks-its-schema', sentence: `the tool "${tool.name}" breaks ${whose}` },
    });
  }
}

const resultSchema = z.looseObject({
  isError: z.boolean().default(false),
  // A tool that declares no schema may answer in text alone.
  structuredContent: z.unknown().optional(),
  content: z.array(z.looseObject({ text: z.string().optional() })),
});

/** Not the tool's own words, which may quote the record that it failed at; they are in its log. */
const whatCame = (result: z.infer<typeof resultSchema> | undefined): string =>
  result ? `an error of the tool: ${toldOf(result.content[0]?.text)}` : 'a result without content';

const toldOf = (text: string | undefined): string => (text === undefined ? 'without a word' : errorWithoutWords(text));

/** What a value lacks, without the value; undefined where it keeps the schema. */
type ProblemsOf = (value: unknown) => string | undefined;

function schemasOf(tool: Tool): { whose: string; problemsOf: ProblemsOf }[] {
  const declared = tool.outputSchema
    ? [{ whose: 'the output schema that tools/list declares for it', problemsOf: readDeclaredSchema(tool) }]
    : [];
  const promised =
    tool.name === tools.listAppointments.name
      ? [{ whose: 'the shape that the contract promises', problemsOf: problemsOfList }]
      : [];
  return [...declared, ...promised];
}

function problemsOfList(value: unknown): string | undefined {
  const { error } = appointmentListSchema.safeParse(value);
  return error && schemaProblems(error);
}
