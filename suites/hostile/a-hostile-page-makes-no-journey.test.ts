import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { requirePrerequisite } from '../../containers/prerequisites/missing.ts';
import { serveApart, type ServedApart } from '../../fixtures/testing/hostile/serve-apart.ts';
import { Violation } from '../../harness/violation.ts';
import { readDocumentation } from '../journeys/read-documentation.ts';

const executablePath = requirePrerequisite('Chromium');

let apart: ServedApart;
let browser: Browser;
let pictures: string;

beforeAll(async () => {
  apart = await serveApart();
  pictures = await mkdtemp(join(tmpdir(), 'pictures-'));
  browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
});
afterAll(async () => {
  await browser.close();
  await rm(pictures, { recursive: true });
  await apart[Symbol.asyncDispose]();
});

/** Pages that never come are waited for no longer than this. */
const shortMs = 3000;
/** Pages that come and never show anything: a busy machine needs its time until they are there. */
const longMs = 10_000;

async function read(documentationUrl: string, patienceMs: number) {
  const page = await browser.newPage();
  const operations = [{ method: 'GET', path: '/api/health/' }];
  try {
    return await readDocumentation(page, { documentationUrl, operations, pictures, patienceMs });
  } catch (error) {
    if (error instanceof Violation) return { [error.facts.cause.id]: error.facts.actual };
    throw error;
  } finally {
    await page.close();
  }
}

test.concurrent.for<[string, Record<string, RegExp>, number?]>([
  ['empty200', { 'no-operations': /no operation$/ }, longMs],
  ['empty204', { 'page-not-served': /^204 from .*, and no page$/ }],
  ['empty401', { 'page-not-served': /^401 from .*, and no page$/ }],
  ['empty404', { 'page-not-served': /^404 from .*, and no page$/ }],
  ['empty503', { 'page-not-served': /^503 from .*, and no page$/ }],
  ['page200', { 'no-operations': /no operation$/ }, longMs],
  ['nginx502', { 'page-not-served': /^502 from / }],
  ['redirectInACircle', { 'page-not-served': /TOO_MANY_REDIRECTS/ }],
  ['redirectToAnotherHost', { redirected: /^a redirect to http:\/\/portal\.invalid$/ }],
  ['servedAsBytes', { 'page-not-served': /^a file to be kept/ }],
  ['headers', { 'page-not-served': /HEADERS_TOO_BIG/ }],
  ['body', { 'page-not-served': /^not loaded within 3000 ms$/ }, shortMs],
  ['closing', { 'page-not-served': /EMPTY_RESPONSE/ }],
  ['anotherProtocol', { 'page-not-served': /INVALID_HTTP_RESPONSE/ }],
  ['silent', { 'page-not-served': /^not loaded within 3000 ms$/ }, shortMs],
  ['drippingBody', { 'page-not-served': /^not loaded within 3000 ms$/ }, shortMs],
])('a page that is %s', async ([name, told, patienceMs = 20_000]) => {
  expect(await read(`http://${apart.host(`web ${name}`)}/api/docs/`, patienceMs)).toEqual(matching(told));
});

const matching = (told: Record<string, RegExp>) =>
  Object.fromEntries(Object.entries(told).map(([cause, actual]) => [cause, expect.stringMatching(actual)]));
