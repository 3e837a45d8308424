import { expect, test } from 'vitest';
import type { StreamHeld } from '../../fixtures/mcp/mcp-client.ts';
import { causeOf } from '../../fixtures/testing/cause-of.ts';
import { violationOf } from '../../harness/answer-or-violation.ts';
import { NotOffered } from '../../harness/not-offered.ts';
import { Violation } from '../../harness/violation.ts';
import { assertSilenceIsBorne } from './assert-silence-is-borne.ts';
import { streamAnswer as answer } from './testing/stream-answer.ts';

const held = (as: StreamHeld['as'], odd: Partial<StreamHeld> = {}) => {
  const times = { afterMs: 61_000, longestSilenceMs: 60_000, lastSilenceMs: 60_000 };
  return async (): Promise<StreamHeld> => ({ as, ...times, ...odd });
};
const never = () => new Promise<StreamHeld>(() => {});
const unreachable = async (): Promise<StreamHeld> => {
  throw new Violation({ expected: 'a', actual: 'b', cause: { id: 'connection-refused', sentence: 'c' } });
};
const ended = held('ended', { answer });
const page405 = { ...answer, status: 405 };
const endedAfter = (afterMs: number, odd: Partial<StreamHeld> = {}) => held('ended', { answer, afterMs, ...odd });
/** Gives one after the other. */
const inTurn = (...streams: (() => Promise<StreamHeld>)[]) => {
  const left = streams.values();
  return async () => (left.next().value ?? never)();
};

test('a stream that stays open passes, and so does one of which the server says that it lives', async () => {
  expect(await assertSilenceIsBorne(held('open'), never)).toEqual({ silence: 'is borne: nothing for 60.0 s' });
  expect(await assertSilenceIsBorne(held('alive', { longestSilenceMs: 15_000 }), never)).toEqual({
    silence: 'is none: the server says at least every 15.0 s that a stream lives',
  });
});

test.for([
  ['goes on past the proxy', held('cut'), never],
  ['goes on past the proxy, where the server says that it lives', held('cut'), held('alive')],
  ['was ended in the way of HTTP after the same time again, and goes on past the proxy', ended, never],
  ['was cut off before the server ended it', held('cut', { afterMs: 8000 }), endedAfter(9500)],
  ['was cut off before it was cut off past the proxy', held('cut', { afterMs: 8000 }), held('cut', { afterMs: 9500 })],
  ['was cut off, and is none past the proxy', held('cut'), held('ended', { answer: page405, afterMs: 3 })],
  ['was cut off, and cannot be asked for past the proxy', held('cut'), undefined],
  ['was cut off, and nobody answers past the proxy', held('cut'), unreachable],
  ['was cut off, after regular signs of life', held('cut', { afterMs: 71_000 }), never],
  ['the proxy gave up before it began', held('ended', { answer: { ...answer, status: 504 } }), never],
] as const)('the proxy is told where a stream %s', async ([, proxied, direct]) => {
  const violation = await violationOf(assertSilenceIsBorne(proxied, direct));
  expect(violation?.facts).toMatchObject({
    actual: 'its end after 60.0 s in which nothing came',
    cause: { id: 'silence-not-borne', sentence: expect.stringContaining('for 60.0 s') },
  });
});

test.for([
  ['ends it alike past the proxy', ended, ended, /ends its streams by itself \(after 61\.0 s\)/],
  ['is cut off alike there', held('cut'), held('cut'), /ends its streams by itself/],
  ['ends one sooner than the other', endedAfter(8000), endedAfter(3000), /after 8\.0 s/],
  [
    'ends one and then another later, while a third goes on past the proxy',
    inTurn(endedAfter(8000), held('open')),
    never,
    /ends its streams when it likes/,
  ],
  [
    'ends two after the same time, and then the third past the proxy',
    inTurn(endedAfter(8000), endedAfter(8100)),
    () => new Promise<StreamHeld>((resolve) => setTimeout(() => resolve(endedAfter(17_000)()), 2500)),
    /ends its streams when it likes/,
  ],
  ['ends one too late to ask again', endedAfter(70_000), held('alive'), /ends its streams when it likes/],
  ['says something now and then', held('open', { longestSilenceMs: 30_000 }), never, /for at most 30\.0 s of 61\.0 s/],
  ['ends it in the way of HTTP, with no way past the proxy', ended, undefined, /ends its streams by itself/],
  ['answers 405 to a GET', held('ended', { answer: page405 }), held('ended', { answer: page405 }), /with 405/],
  ['answers 405, with no way past the proxy', held('ended', { answer: page405 }), undefined, /with 405/],
  [
    'refuses the GET of a session in its own words',
    held('ended', {
      answer: { ...answer, request: 'GET https://a.b/mcp/', status: 400, contentType: 'application/json' },
    }),
    unreachable,
    /answers GET https:\/\/a\.b\/mcp\/ with 400/,
  ],
  [
    'does not know the method',
    held('ended', {
      answer: { ...answer, status: 404, contentType: 'application/json' },
      message: { jsonrpc: '2.0', id: 101, error: { code: -32601, message: '?' } },
    }),
    undefined,
    /with the error -32601/,
  ],
] as const)('a server that %s offers none', async ([, proxied, direct, why]) => {
  const asked = assertSilenceIsBorne(proxied, direct);
  await expect(asked).rejects.toThrow(NotOffered);
  await expect(asked).rejects.toThrow(why);
});

test.for([
  ['cut off', held('cut', { afterMs: 15_000, longestSilenceMs: 1003, lastSilenceMs: 480 })],
  ['ended in the way of HTTP', endedAfter(15_000, { longestSilenceMs: 1003, lastSilenceMs: 480 })],
] as const)('one that is %s shortly after something came is not ended for its silence', async ([, proxied]) => {
  const violation = await violationOf(assertSilenceIsBorne(proxied, never));
  expect(violation?.facts).toMatchObject({
    actual: expect.stringContaining('its end after 15.0 s, though something had come 0.5 s before'),
    cause: { id: 'stream-ended-on-the-way' },
  });
});

test('a stream that is refused over the proxy alone is no lack of the server', async () => {
  const refused = held('ended', { answer: page405 });
  expect(await causeOf(assertSilenceIsBorne(refused, held('open')))).toBe('stream-ended-on-the-way');
});

test('what is no answer about streams is told as what it is', async () => {
  const page = { ...answer, contentType: 'text/html', text: '<html>' };
  expect(await causeOf(assertSilenceIsBorne(held('ended', { answer: page }), never))).toBe('answers-html');
  const nginx = '<html><body><hr><center>nginx</center></body></html>';
  const forbidden = { ...page, status: 405, text: nginx };
  expect(await causeOf(assertSilenceIsBorne(held('ended', { answer: forbidden }), never))).toBe('proxy-error-page');
  const refused = { ...answer, status: 502 };
  expect(await causeOf(assertSilenceIsBorne(held('ended', { answer: refused }), never))).toBe('unexpected-status');
  expect(await causeOf(assertSilenceIsBorne(unreachable, never))).toBe('connection-refused');
});
