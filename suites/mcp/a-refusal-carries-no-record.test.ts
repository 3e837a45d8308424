import { describe, expect, test } from 'vitest';
import type { ToolAnswer } from '../../fixtures/mcp/mcp-client.ts';
import { messageWithId } from '../../fixtures/mcp/json-rpc.ts';
import { causeOf } from '../../fixtures/testing/cause-of.ts';
import { assertRefused } from './assert-refused.ts';

const appointment = { id: '1', patientReference: 'P/1', startsAt: '2026-11-22T10:00:00Z', status: 'booked' };
const list = { appointments: [appointment], total: 1 };
const result = { content: [{ type: 'text', text: JSON.stringify(list) }], structuredContent: list };
const served = { jsonrpc: '2.0', id: 7, result };

describe('a 401 is no refusal with', () => {
  test.each<[string, unknown, string?]>([
    ['the result', served],
    ['the result under another id', { ...served, id: 9999 }],
    ['the result under the id as text', { ...served, id: '7' }],
    ['the bare list', list],
    ['a batch', [served]],
    ['the list as the result', { ...served, result: [list] }],
    ['the list as data of the error', { jsonrpc: '2.0', id: 7, error: { code: 1, message: 'no', data: list } }],
    ['one record under another name', { detail: 'no', seen: [appointment] }],
    ['the record as text in JSON', { detail: JSON.stringify(appointment) }],
    ['an event whose end is missing', `event: message\ndata: ${JSON.stringify(served)}\n`, 'text/event-stream'],
    ['events called plain text', `data: ${JSON.stringify(served)}\n\n`, 'text/plain'],
  ])('%s', async (_, body, contentType) => {
    expect(await refused(answerWith(401, body, contentType))).toBe('served');
  });
});

test.each<[string, unknown]>([
  ['an empty body', ''],
  ['a word', { error: 'invalid_token', error_description: 'The token has expired.' }],
  ['a result that is a word', { result: 'error', type: 'text', status: 'booked' }],
  ['an error of JSON-RPC', { jsonrpc: '2.0', id: null, error: { code: -32001, message: 'no result without a token' } }],
])('a 401 with %s is a refusal', async (_, body) => {
  expect(await refused(answerWith(401, body))).toBeUndefined();
});

test.each([403, 404, 500])('%i is no refusal', async (status) => {
  expect(await refused(answerWith(status, {}))).toBe('fails-instead-of-refusing');
});

const refused = (answer: ToolAnswer) =>
  causeOf(
    (async () =>
      assertRefused(answer, {
        control: answerWith(200, served),
        call: 'a tool call without a token',
        servedCause: 'served',
      }))(),
  );

function answerWith(status: number, body: unknown, contentType = 'application/json'): ToolAnswer {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const answer = { request: 'POST http://127.0.0.1/', status, contentType, header: () => undefined, text };
  return { answer, message: messageWithId(answer, 7) };
}
