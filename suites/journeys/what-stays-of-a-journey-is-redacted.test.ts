import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AdmZip from 'adm-zip';
import { chromium, type Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { requirePrerequisite } from '../../containers/prerequisites/missing.ts';
import { redactor } from '../../harness/redact.ts';
import { contractDialect } from '../../targets/contract-dialect.ts';
import { hideSecrets } from './hide-secrets.ts';
import { journeysRunner } from './run-journeys.ts';
import { openStandInPage, operationsAsDrawn } from './stand-in-page.ts';

const executablePath = requirePrerequisite('Chromium');
const token = 'kT7vQzR2mXw9LpB4sNfH';
const patient = 'jane.roe@example.org';
const none = { notOffered: 'the stand-in has none' };

test('trace and texts of a page that tells a token and a patient', async () => {
  const told = `<p>${token}</p><p title="${token}">${patient}</p><pre>{"patientReference": "P-8412"}</pre>`;
  await using page = await openStandInPage({ body: operationsAsDrawn + told, script: `throw '${token}'` });
  const directory = await mkdtemp(join(tmpdir(), 'journeys-'));
  await using _ = { [Symbol.asyncDispose]: () => rm(directory, { recursive: true }) };
  const run = journeysRunner({
    deployment: {
      name: 'stand-in',
      surfaces: {
        api: { url: page.baseUrl },
        mcp: none,
        proxy: none,
        broker: none,
        management: none,
        database: none,
        cache: none,
      },
      identities: { staff: { kind: 'static', token, tenant: 'north' } },
      furthestSafety: 'observe',
      accepted: {},
      workers: { results: none },
      dialect: contractDialect,
      own: true,
    },
    chromium: executablePath,
    directory,
  });
  const id = 'journeys.documentation-lists-operations';
  expect((await run([id], { signal: new AbortController().signal })).get(id)).toMatchObject({ verdict: 'failed' });
  const files = (await readdir(directory, { recursive: true, withFileTypes: true })).filter((file) => file.isFile());
  expect(files.map(({ name }) => name).toSorted()).toEqual([
    'documentation.png',
    'error-context.md',
    'failed.png',
    'trace.zip',
  ]);
  const contents = await Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name))));
  const archive = new AdmZip(contents[files.findIndex(({ name }) => name === 'trace.zip')]);
  const entries = archive.getEntries().map((entry) => entry.getData());
  // The trace is one of this page, and still read by its viewer: a JSON text a line.
  const lines = entries
    .map(String)
    .join('\n')
    .split('\n')
    .filter((line) => line.startsWith('{'));
  expect(lines.some((line) => (JSON.parse(line) as { type?: string }).type === 'frame-snapshot')).toBe(true);
  expect(lines.some((line) => line.includes(page.url))).toBe(true);
  for (const content of [...contents, ...entries])
    for (const secret of [token, patient, 'P-8412']) expect(content.includes(secret)).toBe(false);
});

describe('a page that is to be pictured', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
  });
  afterAll(() => browser.close());

  const hide = async (body: string) => {
    const page = await browser.newPage();
    try {
      await page.setContent(body);
      const mayBePictured = await hideSecrets(page, redactor([token]));
      return { mayBePictured, shown: await page.locator('body').innerText() };
    } finally {
      await page.close();
    }
  };

  test('loses its secrets', async () => {
    const { mayBePictured, shown } = await hide(
      `<p>token ${token}, <b>${patient}</b></p><input value="${token}"><p>ready</p>`,
    );
    expect(mayBePictured).toBe(true);
    expect(shown).toContain('token [removed], [removed]');
    expect(shown).toContain('ready');
  });

  test('is not pictured where a secret stands in pieces', async () => {
    expect(
      await hide(`<p><i>${token.slice(0, 7)}</i><b>${token.slice(7, 14)}</b><i>${token.slice(14)}</i></p>`),
    ).toMatchObject({
      mayBePictured: false,
    });
  });
});
