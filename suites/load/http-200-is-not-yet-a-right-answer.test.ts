import { describe, expect, test } from 'vitest';
import { faultOfHealth, faultOfList, faultOfToolCall } from './right-answers.ts';

const healthyWords = ['ok', 'healthy'];
const json = (status: number, document: unknown) => ({
  status,
  contentType: 'application/json; charset=utf-8',
  body: JSON.stringify(document),
});
const page = (status: number) => ({ status, contentType: 'text/html', body: '<html>' });
const events = (body: string) => ({ status: 200, contentType: 'text/event-stream', body });
const called = { jsonrpc: '2.0', id: 7, result: { content: [] } };

describe('health', () => {
  test.for([
    { answer: json(200, { status: 'OK' }), fault: undefined },
    { answer: json(503, { status: 'down' }), fault: 'answered 503' },
    { answer: json(200, { status: 'down' }), fault: 'answered 200 with an unhealthy document' },
    { answer: json(200, null), fault: 'answered 200 without a health document' },
    { answer: page(200), fault: 'answered 200 without a health document' },
  ])('$answer.status $answer.body', ({ answer, fault }) => {
    expect(faultOfHealth(answer, healthyWords)).toBe(fault);
  });
});

describe('the list', () => {
  test.for([
    { answer: json(200, { appointments: [], total: 0 }), fault: undefined },
    { answer: json(200, { detail: 'try later' }), fault: 'answered 200 without a list of appointments' },
    { answer: page(502), fault: 'answered 502' },
  ])('$answer.status $answer.body', ({ answer, fault }) => {
    expect(faultOfList(answer)).toBe(fault);
  });
});

describe('a tool call', () => {
  test.for([
    { name: 'a JSON message', answer: json(200, called), fault: undefined },
    {
      name: 'an event among comments and empty ones, over two data lines, with carriage returns',
      answer: events(
        ': ping\r\n\r\nid: 0\r\ndata:\r\n\r\ndata: {"jsonrpc":"2.0","id":7,\r\ndata: "result":{"content":[]}}\r\n\r\n',
      ),
      fault: undefined,
    },
    {
      name: 'the answer to somebody else',
      answer: json(200, { ...called, id: 8 }),
      fault: 'answered 200 without an answer to the call',
    },
    {
      name: 'a JSON-RPC error under 200',
      answer: json(200, { jsonrpc: '2.0', id: 7, error: { code: -32603, message: 'patient 4711' } }),
      fault: 'answered 200 with the JSON-RPC error -32603',
    },
    {
      name: 'an error of the tool',
      answer: json(200, { ...called, result: { isError: true, content: [] } }),
      fault: 'answered 200 with an error of the tool',
    },
    {
      name: 'a result without content',
      answer: json(200, { ...called, result: {} }),
      fault: 'answered 200 without content',
    },
    { name: 'a page', answer: page(200), fault: 'answered 200 without an answer to the call' },
    { name: 'a proxy without a server behind it', answer: page(502), fault: 'answered 502' },
  ])('$name', ({ answer, fault }) => {
    expect(faultOfToolCall(answer, 7)).toBe(fault);
  });
});
