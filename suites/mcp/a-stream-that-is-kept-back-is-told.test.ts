import { expect, test } from 'vitest';
import type { StreamFollowed } from '../../fixtures/mcp/mcp-client.ts';
import { causeOf } from '../../fixtures/testing/cause-of.ts';
import { BlockedBy } from '../../harness/blocked-by.ts';
import { NotOffered } from '../../harness/not-offered.ts';
import { Violation } from '../../harness/violation.ts';
import { assertStreamsPass } from './assert-streams-pass.ts';
import { streamAnswer as answer } from './testing/stream-answer.ts';

const followed = (odd: Partial<StreamFollowed>) => async (): Promise<StreamFollowed> => ({
  answer,
  message: undefined,
  isAlive: false,
  afterMs: 1000,
  ...odd,
});
const goesOn = followed({ isAlive: true });
const late = (id: string) => async (): Promise<StreamFollowed> => {
  throw new Violation({ expected: 'a stream', actual: 'silence', cause: { id, sentence: 'nobody answers' } });
};
const never = () => new Promise<StreamFollowed>(() => {});

test('what goes on here and there passes', async () => {
  expect(await assertStreamsPass(goesOn, goesOn)).toEqual({ stream: 'goes on after 1000 ms' });
  expect(await assertStreamsPass(goesOn, undefined)).toEqual({ stream: 'goes on after 1000 ms' });
  expect(await assertStreamsPass(goesOn, late('connection-refused'))).toEqual({ stream: 'goes on after 1000 ms' });
});

test('what goes on there alone is kept back', async () => {
  expect(await causeOf(assertStreamsPass(never, goesOn))).toBe('stream-kept-back');
  expect(await causeOf(assertStreamsPass(late('answer-unfinished'), goesOn))).toBe('stream-kept-back');
});

test('a page that takes longer to be read than a stream to go on is a refusal, and a stream that is late is kept back', async () => {
  const later = (odd: Partial<StreamFollowed>) => () =>
    new Promise<StreamFollowed>((resolve) => setTimeout(() => resolve(followed(odd)()), 2500));
  const page = later({ answer: { ...answer, status: 502, contentType: 'text/html', text: '<html>' } });
  expect(await causeOf(assertStreamsPass(page, goesOn))).toBe('stream-ended-on-the-way');
  expect(await causeOf(assertStreamsPass(later({ isAlive: true }), goesOn))).toBe('stream-kept-back');
});

test('what is cut off here alone is ended on the way, unless the check of silence tells that', async () => {
  const asked = assertStreamsPass(late('answer-cut-short'), goesOn);
  await expect(asked).rejects.toThrow(BlockedBy);
  await expect(asked).rejects.toMatchObject({
    left: [
      {
        to: [{ id: 'mcp.silent-streams-stay-open' }],
        seen: { facts: { cause: { id: 'stream-ended-on-the-way' } } },
      },
    ],
  });
  const page = followed({ answer: { ...answer, contentType: 'text/html', text: '<html>' } });
  expect(await causeOf(assertStreamsPass(page, undefined))).toBe('answers-html');
});

test.for([
  ['asked nowhere else', undefined, /the target does not offer it directly/],
  ['silent there too', late('answer-unfinished'), /directly it is silent too/],
] as const)('a stream that is silent and %s blames nobody', async ([, direct, why]) => {
  const asked = assertStreamsPass(late('answer-unfinished'), direct);
  await expect(asked).rejects.toThrow(why);
  await expect(asked).rejects.not.toHaveProperty('facts');
});

test('whatever else the proxy does is told as what it is', async () => {
  expect(await causeOf(assertStreamsPass(late('connection-reset'), goesOn))).toBe('connection-reset');
  expect(await causeOf(assertStreamsPass(followed({ answer: { ...answer, status: 502 } }), undefined))).toBe(
    'unexpected-status',
  );
});

test('a server without streams that stay open has none to be kept back', async () => {
  const unknown = { jsonrpc: '2.0' as const, id: 100, error: { code: -32601, message: 'Method not found' } };
  const here = followed({ message: unknown, answer: { ...answer, status: 404 } });
  const asked = assertStreamsPass(here, here);
  await expect(asked).rejects.toThrow(NotOffered);
  await expect(asked).rejects.toThrow(/subscriptions\/listen with the error -32601/);
  await expect(assertStreamsPass(followed({}), undefined)).rejects.toThrow(/it ends it at once/);
});

test('what goes on past the proxy, and is ended or refused over it, is no lack of the server', async () => {
  const unknown = { jsonrpc: '2.0' as const, id: 100, error: { code: -32601, message: 'Method not found' } };
  expect(await causeOf(assertStreamsPass(followed({}), goesOn))).toBe('stream-ended-on-the-way');
  expect(await causeOf(assertStreamsPass(followed({ message: unknown }), goesOn))).toBe('stream-ended-on-the-way');
});
