import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { html } from '../html.ts';
import { tellStory } from '../story.ts';
import { openBrowser, servePage } from '../testing/browser.ts';
import { runFolder } from '../testing/run-folder.ts';
import { everythingRun, runOf } from '../testing/run-of.ts';

/** What Jenkins sends with whatever it serves of a build. */
const jenkins = { 'content-security-policy': "sandbox; default-src 'none'; img-src 'self'; style-src 'self'" };

const run = everythingRun();
let browser: Browser;
let page: string;

beforeAll(async () => {
  using folder = runFolder();
  page = html.render(run, { directory: folder.path });
  browser = await openBrowser();
});
afterAll(() => browser.close());

type Reading = { options?: BrowserContextOptions; headers?: Record<string, string>; text?: string };

/** Opens the page, looks, and says what it asked the network for. */
async function read(look: (opened: Page) => Promise<void>, { options, headers, text = page }: Reading = {}) {
  await using served = await servePage(text, headers);
  const context = await browser.newContext(options);
  const opened = await context.newPage();
  opened.setDefaultTimeout(20_000);
  await opened.goto(served.url);
  await look(opened);
  await context.close();
  expect(served.asked).toEqual(['/']);
}

/** Opens by hand what is closed. */
async function openAll(opened: Page): Promise<void> {
  for (const summary of await opened.locator('summary').all()) await summary.click();
}

const visibleText = (opened: Page) => opened.locator('body').innerText();

async function expectEverythingTold(opened: Page): Promise<void> {
  const closed = await visibleText(opened);
  expect(closed).toContain('VIOLATED staging');
  for (const result of run.results) {
    if (result.verdict !== 'failed' && result.verdict !== 'broken') continue;
    const told = tellStory(result, run).lines.filter(([label]) => label !== 'evidence');
    for (const [, text] of told) expect(closed).toContain(text);
  }
  for (const sentence of [...run.residue, ...run.warnings, ...run.scope.criticalNotAsked, 'hold the release'])
    expect(closed).toContain(sentence);
  for (const { id } of run.scope.withheld) expect(closed).toContain(id);
  await openAll(opened);
  const open = await visibleText(opened);
  for (const { id, demand } of run.results) expect([open.includes(id), open.includes(demand)]).toEqual([true, true]);
  expect(open).toContain('GET http://127.0.0.1:8000/api/health/');
}

test('under the policy of Jenkins, without style and script, all of it is there', async () => {
  await read(
    async (opened) => {
      await expectEverythingTold(opened);
      expect(await opened.evaluate("getComputedStyle(document.querySelector('.hero')).backgroundColor")).toBe(
        'rgba(0, 0, 0, 0)',
      );
      expect(await opened.locator('button, input').count()).toBe(0);
    },
    { headers: jenkins },
  );
});

test('without script nothing is missing either', async () => {
  await read(expectEverythingTold, { options: { javaScriptEnabled: false } });
});

test('with style and script it can be filtered, and commands copied', async () => {
  await read(
    async (opened) => {
      await expectEverythingTold(opened);
      await opened.getByLabel('Filter checks').fill('page-opens');
      expect(await opened.locator('article:visible').evaluateAll((all) => all.map(({ id }) => id))).toEqual([
        'queue.page-opens',
      ]);
      await opened
        .getByRole('button', { name: 'Copy: ./medcor-verify --target staging --only queue.page-opens' })
        .click();
      expect(await opened.evaluate('navigator.clipboard.readText()')).toBe(
        './medcor-verify --target staging --only queue.page-opens',
      );
    },
    { options: { permissions: ['clipboard-read', 'clipboard-write'] } },
  );
});

const phone = { width: 390, height: 844 };
const desktop = { width: 1280, height: 900 };

test.for([
  ['light', 'a phone', phone],
  ['dark', 'a phone', phone],
  ['light', 'a desktop', desktop],
  ['dark', 'a desktop', desktop],
] as const)('axe finds nothing to complain of in %s on %s', async ([colorScheme, , viewport]) => {
  await read(
    async (opened) => {
      await openAll(opened);
      const { violations, passes } = await new AxeBuilder({ page: opened }).analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html: node }) => node)])).toEqual([]);
      expect(passes.map(({ id }) => id)).toContain('color-contrast');
    },
    { options: { colorScheme, viewport } },
  );
});

test.for(['verified', 'incomplete', 'residue'])(
  'axe finds nothing to complain of in a run that is %s',
  async (word) => {
    const residue = word === 'residue' ? ['a canary appointment'] : [];
    const told = word === 'incomplete' ? runOf([]) : runOf([run.results[0]!], { residue });
    expect(told.word).toBe(word);
    await read(
      async (opened) => {
        const { violations } = await new AxeBuilder({ page: opened }).analyze();
        expect(violations.map(({ id }) => id)).toEqual([]);
      },
      { text: html.render(told, { directory: '.' }), options: { viewport: phone } },
    );
  },
);

type CommandsOn = { words: number; broken: string[]; scrolled: number; sideways: number };

/** How commands stand on a phone: the words that are broken, and the boxes that have to be scrolled. */
const commandsOn = (opened: Page) =>
  opened.evaluate<CommandsOn>(`(() => {
    const broken = [...document.querySelectorAll('.word')].filter((word) => word.getClientRects().length > 1);
    const boxes = [...document.querySelectorAll('.command code, .command-line dd, .remedy dd')];
    return {
      words: document.querySelectorAll('.word').length,
      broken: broken.map((word) => word.textContent),
      scrolled: boxes.filter((box) => box.scrollWidth > box.clientWidth).length,
      sideways: document.documentElement.scrollWidth,
    };
  })()`);

const commandOf = (option: string) =>
  `--target staging --safety canary ${option} --key-passphrase env:STAGING_KEY --forward-proxy http://proxy.example.org:3128/`;

test('a command breaks between its words on a phone, and never inside an option', async () => {
  using folder = runFolder();
  const text = html.render({ ...run, askedAs: commandOf('--resolve a:443:10.0.0.7') }, { directory: folder.path });
  await read(
    async (opened) => {
      const { words, ...told } = await commandsOn(opened);
      expect(words).toBeGreaterThan(20);
      expect(told).toEqual({ broken: [], scrolled: 0, sideways: phone.width });
    },
    { text, options: { viewport: phone } },
  );
});

test('a word that is longer than the phone is scrolled in its own box, with keys too', async () => {
  using folder = runFolder();
  const long = `--api https://${'a-long-name.'.repeat(8)}example.org/`;
  const text = html.render({ ...run, askedAs: commandOf(long) }, { directory: folder.path });
  await read(
    async (opened) => {
      const { broken, scrolled, sideways } = await commandsOn(opened);
      expect({ broken, sideways }).toEqual({ broken: [], sideways: phone.width });
      expect(scrolled).toBeGreaterThan(1);
      const { violations } = await new AxeBuilder({ page: opened }).analyze();
      expect(violations.map(({ id }) => id)).toEqual([]);
    },
    { text, options: { viewport: phone } },
  );
});

test('nothing has to be scrolled sideways on the narrowest phone, however long a word is', async () => {
  const long = 'x'.repeat(300);
  const told = structuredClone(run);
  const results = told.results.map((result) =>
    result.verdict === 'failed'
      ? { ...result, violation: { ...result.violation, actual: long, cause: { id: long, sentence: long } } }
      : result,
  );
  using folder = runFolder();
  const text = html.render({ ...told, results, askedAs: `--target ${long}` }, { directory: folder.path });
  await read(
    async (opened) => {
      await openAll(opened);
      expect(await opened.evaluate('document.documentElement.scrollWidth')).toBe(360);
    },
    { text: text, options: { viewport: { width: 360, height: 740 } } },
  );
});
