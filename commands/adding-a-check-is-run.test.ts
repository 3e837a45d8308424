import { afterAll, beforeAll, expect, test } from 'vitest';
import { withoutAccidents } from '../reports/testing/without-accidents.ts';
import { blocksOf, shell, type Said } from './testing/document.ts';
import { copyProject, type ProjectCopy } from './testing/project-copy.ts';

const blocks = await blocksOf('docs/adding-a-check.md');
const [ask = '', prove = ''] = blocks.filter(({ language }) => language === 'sh').map(({ text }) => text);
let copy: ProjectCopy;
beforeAll(async () => {
  copy = await copyProject();
  for (const block of blocks) if (block.file !== undefined) await copy.take(block);
});
afterAll(() => copy[Symbol.asyncDispose]());

const inCopy = (command: string): Promise<Said> => shell(command, copy.path);

test('what the page adds compiles, and reads like everything else', async () => {
  const files = blocks.flatMap(({ file = [] }) => file).join(' ');
  const tools = ['tsc --noEmit', `oxlint ${files}`, `oxfmt --check ${files}`].map(
    (tool) => `node_modules/.bin/${tool}`,
  );
  const { exitCode, stdout } = await inCopy(tools.join(' && '));
  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: expect.stringContaining('0 errors') });
});

test('the check is red under its fault, and tells what the page shows', async () => {
  const [picture = ''] = blocks.filter(({ language }) => language === 'text').map(({ text }) => withoutAccidents(text));
  const { exitCode, stdout } = await inCopy(ask);
  expect({ exitCode, told: withoutAccidents(stdout) }).toEqual({ exitCode: 1, told: expect.stringContaining(picture) });
});

test('the proof accepts it, and the list of checks has it', async () => {
  expect(await inCopy(prove)).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('PROVEN  2 of 2') });
  expect(await inCopy('./medcor-verify list --check')).toMatchObject({ exitCode: 0 });
  expect((await inCopy('grep -c list-counts-its-appointments docs/checks.md')).exitCode).toBe(0);
});
