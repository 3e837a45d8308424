import { expect, test } from 'vitest';
import type { Tool } from '../../fixtures/mcp/mcp-client.ts';
import { causeOf } from '../../fixtures/testing/cause-of.ts';
import { assertToolResult } from './assert-tool-result.ts';

const result = { content: [{ type: 'text', text: '2 patients' }] };

test.each<[string, Tool, string | undefined]>([
  ['a tool that declares no schema has kept it', { name: 'list_patients' }, undefined],
  [
    'a tool that declares one has broken it',
    { name: 'list_patients', outputSchema: { type: 'object' } },
    'result-breaks-its-schema',
  ],
  ['a tool of the contract has broken its shape', { name: 'list_appointments' }, 'result-breaks-its-schema'],
])('with text alone %s', async (_, tool, cause) => {
  const text = JSON.stringify({ jsonrpc: '2.0', id: 1, result });
  const request = 'POST http://127.0.0.1/';
  const answer = { request, status: 200, contentType: 'application/json', header: () => undefined, text };
  const judged = async () => assertToolResult(tool, { answer, message: { jsonrpc: '2.0', id: 1, result } });
  expect(await causeOf(judged())).toBe(cause);
});
