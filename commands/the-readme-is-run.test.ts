import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withoutAccidents } from '../reports/testing/without-accidents.ts';
import { blocksOf, root, shell } from './testing/document.ts';

const blocks = await blocksOf('README.md');
const readme = await readFile(join(root, 'README.md'), 'utf8');
const commands = blocks.filter(({ language }) => language === 'sh').map(({ text }) => text.trim());

/** Another check of another area is no news for the picture. */
const comparable = (text: string) => withoutAccidents(text).replaceAll(/of \d+ \(|not asked \d+ \(\d+/g, 'SOME (');

test('the picture of a verdict is what the command below it prints', async () => {
  const [picture] = blocks.filter(({ language }) => language === 'text').map(({ text }) => comparable(text).trim());
  const { exitCode, stdout } = await shell(commands[0] ?? 'false', root);
  expect(exitCode).toBe(1);
  for (const part of picture?.split('\n\n') ?? []) expect(comparable(stdout)).toContain(part);
});

test('the target in five lines is a target', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'medcor-readme-'));
  try {
    const profile = commands.find((command) => command.includes('staging.json')) ?? 'false';
    expect(await shell(profile, folder)).toEqual({ exitCode: 0, stdout: '', stderr: '' });
    const ask = `STAGING_JWT_KEY=a-key STAGING_BROKER=amqp://127.0.0.1:1 ${root}/medcor-verify --target ./staging.json --only queue.has-a-consumer`;
    const { exitCode, stdout } = await shell(ask, folder);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: expect.stringContaining('VIOLATED  staging') });
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('every target of make that is named exists', async () => {
  const makefile = await readFile(join(root, 'Makefile'), 'utf8');
  const named = [...readme.matchAll(/(?:`|^)make (\w+)/gm)].map(([, target]) => target);
  expect(named.filter((target) => !new RegExp(`^${target}:`, 'm').test(makefile))).toEqual([]);
});
