import { expect, test } from 'vitest';
import { assertToolResult } from './assert-tool-result.ts';
import { readDeclaredSchema } from './declared-schema.ts';

const said = 'IntegrityError: the appointment for Anna Schmidt exists';
const failed = { result: { isError: true, content: [{ type: 'text', text: said }] } };

test.each<[string, object, string]>([
  ['its own error', failed, 'an error of the tool: IntegrityError, in an error text of 55 characters'],
  [
    'an error of JSON-RPC',
    { error: { code: -32603, message: 'no room for Anna Schmidt' } },
    'the error -32603: an error text of 24 characters',
  ],
])('of %s the kind and the length are told', (_, outcome, actual) => {
  const message = { jsonrpc: '2.0' as const, id: 1, ...outcome };
  const request = 'POST http://127.0.0.1/';
  const text = JSON.stringify(message);
  const answer = { request, status: 200, contentType: 'application/json', header: () => undefined, text };
  expect(() => assertToolResult({ name: 'list_patients' }, { answer, message })).toThrow(
    expect.objectContaining({ facts: expect.objectContaining({ actual }) }),
  );
});

test.each([{ additionalProperties: { type: 'number' } }, { patternProperties: { '^A': { type: 'number' } } }])(
  'a key that is a name is not told where its value breaks %o',
  (outputSchema) => {
    const problems = readDeclaredSchema({ name: 'list_patients', outputSchema })({ 'Anna Schmidt': 'x' });
    expect(problems).toContain('it must be number (#/');
    expect(problems).not.toContain('Anna');
  },
);
