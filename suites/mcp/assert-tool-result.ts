import { z } from 'zod';
import { tools } from '../../contract/tools.ts';
import type { Tool, ToolAnswer } from '../../fixtures/mcp/mcp-client.ts';
import { expectStatus, quote } from '../../fixtures/http/http-answer.ts';
import { noMessage } from '../../fixtures/mcp/json-rpc.ts';
import { Violation } from '../../harness/violation.ts';
import { appointmentListSchema } from '../appointment-schema.ts';
import { schemaProblems } from '../schema-problems.ts';

/** Throws a Violation unless the call succeeded and its result keeps both the schema that the tool declares and the contract's. */
export function assertToolResult(tool: Tool, { answer, message }: ToolAnswer): void {
  const expected = `a result of the tool "${tool.name}" that keeps its schema`;
  expectStatus(answer, 200, expected);
  const { result, error } = message ?? noMessage(answer, expected);
  const parsed = resultSchema.safeParse(result);
  if (error || !parsed.success || parsed.data.isError) {
    const said = error ? `${error.code} ${error.message}` : (parsed.data?.content[0]?.text ?? quote(answer));
    throw new Violation({
      expected,
      actual: `an error: ${said}`,
      cause: { id: 'tool-fails', sentence: `the tool "${tool.name}" fails for arguments that it should accept` },
    });
  }
  for (const { whose, schema } of schemasOf(tool)) {
    const checked = schema.safeParse(parsed.data.structuredContent);
    if (checked.success) continue;
    throw new Violation({
      expected,
      actual: `structured content in which ${schemaProblems(checked.error)}`,
      cause: { id: 'result-breaks-its-schema', sentence: `the tool "${tool.name}" breaks ${whose}` },
    });
  }
}

const resultSchema = z.looseObject({
  isError: z.boolean().default(false),
  structuredContent: z.unknown(),
  content: z.array(z.looseObject({ text: z.string().optional() })),
});

function schemasOf({ name, outputSchema }: Tool): { whose: string; schema: z.ZodType }[] {
  const declared = outputSchema
    ? [{ whose: 'the output schema that tools/list declares for it', schema: z.fromJSONSchema(outputSchema) }]
    : [];
  const promised =
    name === tools.listAppointments.name
      ? [{ whose: 'the shape that the contract promises', schema: appointmentListSchema }]
      : [];
  return [...declared, ...promised];
}
