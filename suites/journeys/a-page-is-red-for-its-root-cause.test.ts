import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { requirePrerequisite } from '../../containers/prerequisites/missing.ts';
import { Violation } from '../../harness/violation.ts';
import { drawnOperation, openStandInPage, operationsAsDrawn, type PageBehaviour } from './stand-in-page.ts';
import { readDocumentation } from './read-documentation.ts';

const executablePath = requirePrerequisite('Chromium');

describe('the documentation page', () => {
  let browser: Browser;
  let pictures: string;

  beforeAll(async () => {
    pictures = await mkdtemp(join(tmpdir(), 'pictures-'));
    browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
  });
  afterAll(async () => {
    await browser.close();
    await rm(pictures, { recursive: true });
  });

  const read = async (documentationUrl: string, patienceMs = 20_000) => {
    const page = await browser.newPage();
    const operations = [
      { method: 'GET', path: '/api/health/' },
      { method: 'GET', path: '/api/appointments/' },
    ];
    try {
      return await readDocumentation(page, { documentationUrl, operations, pictures, patienceMs });
    } catch (error) {
      return error;
    } finally {
      await page.close();
    }
  };

  const green: { name: string; listed: number; page: PageBehaviour }[] = [
    { name: 'operations in the page', page: {}, listed: 2 },
    {
      name: 'more than the contract has',
      page: { body: operationsAsDrawn + drawnOperation('POST', '/x/') },
      listed: 3,
    },
    {
      name: 'operations in a section that is closed at first',
      page: {
        body: '<h4 class="opblock-tag" data-is-open="false">health</h4>',
        script: `document.querySelector('h4').onclick = ({ target }) => { target.outerHTML = '${operationsAsDrawn}'; };`,
      },
      listed: 2,
    },
    { name: 'a warning on the console', page: { script: 'console.warn("old")' }, listed: 2 },
    {
      name: 'a request that the page itself gives up',
      page: {
        script:
          'const c = new AbortController(); fetch("/api/docs/", { signal: c.signal }).catch(() => {}); c.abort();',
      },
      listed: 2,
    },
  ];
  test.for(green)('is green: $name', async ({ page, listed }) => {
    await using served = await openStandInPage(page);
    expect(await read(served.url)).toEqual({ operations: `${listed}` });
  });

  const red: { name: string; page: PageBehaviour; cause: string; actual: RegExp; patienceMs?: number }[] = [
    { name: 'it is gone', page: { status: 404 }, cause: 'page-not-served', actual: /^404 from/ },
    {
      name: 'it never comes',
      page: { silent: true },
      cause: 'page-not-served',
      actual: /within 500 ms/,
      patienceMs: 500,
    },
    {
      name: 'a script throws',
      page: { script: 'null.x' },
      cause: 'script-error',
      actual: /Cannot read properties of null/,
    },
    {
      name: 'a promise is rejected',
      page: { script: 'Promise.reject(Error("no"))' },
      cause: 'script-error',
      actual: /: no$/,
    },
    {
      name: 'it complains',
      page: { script: 'console.error("bad spec")' },
      cause: 'console-error',
      actual: /: bad spec$/,
    },
    {
      name: 'a script is missing, so that another one throws',
      page: { body: '<script src="/missing.js"></script>', script: 'Missing()' },
      cause: 'request-failed',
      actual: /^404 for .*missing\.js$/,
    },
    { name: 'it stays empty', page: { body: '' }, cause: 'no-operations', actual: /no operation/, patienceMs: 3000 },
    {
      name: 'it lacks an operation',
      page: { body: drawnOperation('GET', '/api/health/') },
      cause: 'operation-missing',
      actual: /^GET \/api\/health\/$/,
    },
  ];
  test.for(red)('is red: $name', async ({ page, cause, actual, patienceMs }) => {
    await using served = await openStandInPage(page);
    const error = await read(served.url, patienceMs);
    expect(error).toBeInstanceOf(Violation);
    expect((error as Violation).facts).toMatchObject({ cause: { id: cause }, actual: expect.stringMatching(actual) });
  });

  test('is red: nothing listens', async () => {
    const { url } = await closedPage();
    expect((await read(url)) as Violation).toMatchObject({ facts: { cause: { id: 'connection-refused' } } });
  });

  test('is our own trouble: a script from a host that this machine does not reach', async () => {
    const { url } = await closedPage();
    await using page = await openStandInPage({ body: `${operationsAsDrawn}<script src="${url}"></script>` });
    const error = await read(page.url);
    expect(error).not.toBeInstanceOf(Violation);
    expect(error).toMatchObject({ message: expect.stringMatching(/could not load all of the page: net::ERR_/) });
  });
});

/** Where a page was, and nothing listens any more. */
async function closedPage(): Promise<{ url: string }> {
  await using page = await openStandInPage();
  return { url: page.url };
}
