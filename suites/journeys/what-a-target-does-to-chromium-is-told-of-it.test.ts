import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { causeOf } from '../../fixtures/testing/cause-of.ts';
import { openPage } from './open-page.ts';

const url = 'https://api.example.org/api/docs/';

/** A page whose opening ends in one of Chromium's errors. */
const failingWith = (code: string) => {
  const goto = () => Promise.reject(new Error(`page.goto: net::${code} at ${url}`));
  return { on: () => {}, mainFrame: () => undefined, goto } as unknown as Page;
};

test.for([
  ['ERR_CONNECTION_REFUSED', 'connection-refused'],
  ['ERR_CONNECTION_CLOSED', 'page-not-served'],
  ['ERR_EMPTY_RESPONSE', 'page-not-served'],
  // Closed before Chromium had written its request: the same as the two above, to a busy machine.
  ['ERR_SOCKET_NOT_CONNECTED', 'page-not-served'],
  ['ERR_CERT_DATE_INVALID', 'page-not-served'],
] as const)('%s is the doing of the target: %s', async ([code, cause]) => {
  expect(await causeOf(openPage(failingWith(code), url, 1000))).toBe(cause);
});

test.for([
  'ERR_NAME_NOT_RESOLVED',
  'ERR_INTERNET_DISCONNECTED',
  'ERR_INSUFFICIENT_RESOURCES',
  'ERR_PROXY_CONNECTION_FAILED',
])('%s is trouble of ours', async (code) => {
  await expect(openPage(failingWith(code), url, 1000)).rejects.toThrow(code);
});
