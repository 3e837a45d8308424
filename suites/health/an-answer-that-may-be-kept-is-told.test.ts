import { expect, test } from 'vitest';
import type { HttpAnswer } from '../../fixtures/http/http-answer.ts';
import { causeOf } from '../../fixtures/testing/cause-of.ts';
import { assertNeverKept } from './assert-never-kept.ts';

const date = 'Wed, 25 Nov 2026 10:00:00 GMT';

test.each<[headers: Record<string, string>, cause: string]>([
  [{ 'cache-control': 'public, max-age=60' }, 'may-be-kept'],
  [{ 'cache-control': 'max-age=0, s-maxage=30' }, 'may-be-kept'],
  [{ date, expires: 'Wed, 25 Nov 2026 10:05:00 GMT' }, 'may-be-kept'],
  [{ 'last-modified': date }, 'may-be-kept'],
  [{ 'cache-control': 'no-store', age: '3' }, 'answered-by-a-cache'],
])('%j', async (headers, cause) => {
  expect(await causeOf((async () => assertNeverKept(answerWith(headers)))())).toBe(cause);
});

test.each<Record<string, string>>([
  {},
  { 'cache-control': 'no-store' },
  { 'cache-control': 'max-age=0, no-cache, no-store, must-revalidate, private', expires: date, date },
  { 'cache-control': 'max-age=0', 'last-modified': date },
  { expires: '0', 'last-modified': date },
  { 'cache-control': 'no-cache', age: '0' },
])('%j keeps nothing', (headers) => {
  expect(() => assertNeverKept(answerWith(headers))).not.toThrow();
});

const answerWith = (headers: Record<string, string>): HttpAnswer => ({
  request: 'GET http://api.example.org/api/health/',
  status: 200,
  contentType: 'application/json',
  header: (name) => headers[name],
  text: '{"status":"ok"}',
});
