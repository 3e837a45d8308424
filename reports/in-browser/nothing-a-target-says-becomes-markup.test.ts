import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Run } from '../../harness/run.ts';
import { renderSummary } from '../github-summary.ts';
import { html } from '../html.ts';
import { junit } from '../junit.ts';
import { prometheus } from '../prometheus.ts';
import { openBrowser, servePage } from '../testing/browser.ts';
import { runFolder } from '../testing/run-folder.ts';
import { everythingRun } from '../testing/run-of.ts';

const attack = `<img src="/asked" onerror='document.title="run"'></title></script><script>document.title="run"</script>"'\`&amp;]]>-->{{7*7}}<%= 7*7 %>`;
/** Everything that XML forbids, and what ends a line. */
const forbidden = '\u0000\u0001\u0008\u000b\u001b\u001f\ufffe\uffff\ud800\n\r\u2028';
const hostile = `${attack}${forbidden}end`;

/** What a report takes for one of our own words. */
const ours = new Set(
  'id area verdict severity tier safety by evidence word words advice startedAt until schemaVersion drawnIn criticalNotAsked'.split(
    ' ',
  ),
);

/** The same run, in which whatever is free text ends in an attack. */
function poisoned<Any>(value: Any): Any {
  if (typeof value === 'string') return `${value}${hostile}` as Any;
  if (Array.isArray(value)) return value.map((each: unknown) => poisoned(each)) as Any;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, ours.has(name) ? each : poisoned(each)]),
  ) as Any;
}

const benign = everythingRun();
const evil: Run = { ...poisoned(benign), id: benign.id };

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** How often each element is there, but for those around each word of a command, and the title. */
const census =
  '({ title: document.title, elements: Object.fromEntries(Object.entries(Object.groupBy(document.querySelectorAll(":not(span.word)"), ({ localName }) => localName)).map(([name, all]) => [name, all.length])) })';

async function look(text: string) {
  await using served = await servePage(text);
  const page = await browser.newPage();
  await page.goto(served.url);
  const seen = { ...(await page.evaluate<{ title: string; elements: object }>(census)), asked: served.asked };
  const shown = await page.locator('body').innerText();
  await page.close();
  return { ...seen, shown };
}

test('the page has the same elements whatever a target says, and shows it as it is', async () => {
  using folder = runFolder();
  // The policy that the page carries would stop an attack that got through: here it must not be needed.
  const withoutPolicy = (text: string) => text.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '');
  const good = await look(withoutPolicy(html.render(benign, { directory: folder.path })));
  const line = { at: hostile, protocol: hostile, asked: hostile, durationMs: 1, [hostile]: { [hostile]: hostile } };
  writeFileSync(join(folder.path, 'queue.canary-is-executed.ndjson'), `${JSON.stringify(line)}\n`.repeat(2));
  const bad = await look(withoutPolicy(html.render(evil, { directory: folder.path })));
  expect(bad.elements).toEqual(good.elements);
  expect(bad.title).toContain('VIOLATED staging<img');
  expect(bad.asked).toEqual(['/']);
  expect(bad.shown).toContain(
    String.raw`none; the queue "celery" has 0 consumers while worker w1@app answers ping${attack}\u0000\u0001`,
  );
});

test('an attack that got through could neither run nor load', async () => {
  using folder = runFolder();
  const page = html.render(benign, { directory: folder.path });
  const { title, asked } = await look(
    page.replace('<main>', `<main><img src="/asked"><script>document.title='run'</script>`),
  );
  expect({ title, asked }).toEqual({ title: 'VIOLATED staging', asked: ['/'] });
});

type Node = { name: string; attributes: Record<string, string>; children: Node[]; text: string };

/** As Chromium's parser sees it, which forgives nothing in XML. */
async function parseXml(text: string): Promise<Node> {
  const page = await browser.newPage();
  const told = await page.evaluate(
    `(() => {
      const tell = (element) => ({
        name: element.nodeName,
        attributes: Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value])),
        children: [...element.children].map(tell),
        text: element.children.length === 0 ? element.textContent : '',
      });
      return tell(new DOMParser().parseFromString(${JSON.stringify(text)}, 'application/xml').documentElement);
    })()`,
  );
  await page.close();
  return told as Node;
}

/** What Jenkins' schema (junit-10.xsd of its xunit plugin) allows where: attributes, and elements below. */
const schema: Record<string, { required: string[]; optional: string[]; below: string[] }> = {
  testsuites: { required: [], optional: ['name', 'time', 'tests', 'failures', 'errors'], below: ['testsuite'] },
  testsuite: {
    required: ['name', 'tests', 'failures', 'errors'],
    optional: ['time', 'skipped', 'timestamp', 'hostname', 'id', 'package'],
    below: ['properties', 'testcase', 'system-out', 'system-err'],
  },
  properties: { required: [], optional: [], below: ['property'] },
  property: { required: ['name', 'value'], optional: [], below: [] },
  testcase: {
    required: ['name'],
    optional: ['time', 'classname', 'group'],
    below: ['skipped', 'error', 'failure', 'system-out', 'system-err'],
  },
  failure: { required: [], optional: ['type', 'message'], below: [] },
  error: { required: [], optional: ['type', 'message'], below: [] },
  skipped: { required: [], optional: ['type', 'message'], below: [] },
  'system-out': { required: [], optional: [], below: [] },
};

function deviationsOf({ name, attributes, children }: Node): string[] {
  const rule = schema[name];
  if (!rule) return [`<${name}> is unknown`];
  const given = Object.keys(attributes);
  const unknown = given.filter((each) => !rule.required.includes(each) && !rule.optional.includes(each));
  const missing = rule.required.filter((each) => !given.includes(each));
  const misplaced = children.filter((child) => !rule.below.includes(child.name)).map((child) => child.name);
  return [...unknown, ...missing, ...misplaced]
    .map((each) => `<${name}>: ${each}`)
    .concat(children.flatMap(deviationsOf));
}

test.for([
  ['a run', benign],
  ['a hostile run', evil],
] as const)('the JUnit report of %s is XML that keeps the schema of Jenkins', async ([, run]) => {
  const tree = await parseXml(junit.render(run));
  // The builder sums up for all suites what was skipped too; Jenkins' plugin does not read it there.
  delete tree.attributes['skipped'];
  expect(deviationsOf(tree)).toEqual([]);
  const suites = tree.children;
  for (const { attributes } of suites) {
    expect(attributes['timestamp']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
    expect(attributes['time']).toMatch(/^\d+(\.\d+)?$/);
  }
  const cases = suites.flatMap((suite) => suite.children).filter(({ name }) => name === 'testcase');
  const counted = (kind: string) => cases.filter(({ children }) => children.some(({ name }) => name === kind)).length;
  expect([cases.length, counted('failure'), counted('error'), counted('skipped')]).toEqual([9, 2, 2, 3]);
  expect(tree.attributes).toMatchObject({ tests: '9', failures: '2', errors: '2' });
});

test('a JUnit report shows what a target said, and where it was not legible', async () => {
  const { children: suites } = await parseXml(junit.render(evil));
  const failed = suites[0]?.children[1]?.children[0];
  const escaped = String.raw`\u0000\u0001\u0008\u000b\u001b\u001f\ufffe\uffff\ud800\n\r\u2028end`;
  expect(failed?.attributes['message']).toBe(`The worker is connected but no longer consumes${attack}${escaped}`);
  expect(failed?.text).toContain(`answers ping${attack.replace(']]>', String.raw`]]\u003e`)}${escaped}\n`);
});

test('the summary for GitHub holds no tag and no reference but its own', () => {
  const text = renderSummary(evil, 1024 * 1024);
  const outside = text
    .replaceAll(/^(`{3,})text\n[^]*?\n\1$/gm, '')
    .replaceAll(/<\/?(code|details|summary)( open)?>/g, '');
  expect(outside.replaceAll(/&#\d+;/g, '')).not.toMatch(/[<>`&[\]@]/);
  expect(text.split('\n').filter((line) => line.startsWith('<img'))).toEqual([]);
});

test('each line of the metrics is one that Prometheus reads', async () => {
  const text = await prometheus.render(evil);
  const value = String.raw`"(?:[^"\\\n]|\\["\\n])*"`;
  const sample = new RegExp(`^medcor_verify_[a-z_]+\\{[a-z_]+=${value}(?:,[a-z_]+=${value})*\\} [0-9.e+-]+$`);
  const lines = text.split('\n').filter((line) => line !== '' && !/^# (HELP|TYPE) medcor_verify_[a-z_]+ ./.test(line));
  expect(lines.filter((line) => !sample.test(line))).toEqual([]);
  expect(lines.length).toBeGreaterThan(30);
});
