import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { FaultFacts } from '../contract/faults.ts';
import { checkRefutedBy as check } from '../suites/proof/testing/check-refuted-by.ts';
import { checksPage, type PageFacts } from './checks-page.ts';
import { listProblems } from './list-problems.ts';

const root = join(import.meta.dirname, '..');
const fault: FaultFacts = { on: 'plan', area: 'a', tells: 'It is gone.' };
const facts: PageFacts = {
  checks: [check('a.answers', { gone: 'silent' }), check('a.remembers', { lost: 'forgotten' }, ['a.answers'])],
  faults: { gone: fault, lost: fault },
  promises: { s: 'It answers.' },
};
const problemsOf = (changed: Partial<PageFacts>) => {
  const all = { ...facts, ...changed };
  return listProblems({ ...all, page: checksPage(all) });
};

test('our own list has no gaps, and the docs tell it as it is', async () => {
  const { stdout, stderr } = await promisify(execFile)('./medcor-verify', ['list', '--check'], { cwd: root });
  expect({ stdout, stderr }).toEqual({ stdout: '', stderr: '' });
});

test('make check asks for it; a list that is not even sound cannot be loaded (validateChecks)', async () => {
  expect(await readFile(join(root, 'Makefile'), 'utf8')).toMatch(
    /^check: [^\n]*\n(\t[^\n]*\n)*\t@\$\(medcor-verify\) list --check\n/m,
  );
});

test.for<[string, Partial<PageFacts>, string[]]>([
  ['a sound list', {}, []],
  [
    'a check without a fault',
    { checks: [...facts.checks, check('a.is-unproven')] },
    ['a.is-unproven has never been seen red: no fault refutes it'],
  ],
  ['a fault without a check', { faults: { ...facts.faults, late: fault } }, ['the fault late is noticed by no check']],
  [
    'a fault that does not exist',
    { faults: { gone: fault } },
    ['a.remembers names the fault lost, which contract/faults.ts does not know'],
  ],
])('%s', ([, changed, problems]) => {
  expect(problemsOf(changed)).toEqual(problems);
});

test('a page that is stale or missing', () => {
  const page = checksPage({ ...facts, faults: { ...facts.faults, lost: { ...fault, tells: 'Everything is lost.' } } });
  expect(listProblems({ ...facts, page })).toEqual(['docs/checks.md is stale: write it anew with make docs.']);
  expect(listProblems({ ...facts, page: undefined })).toEqual([
    'docs/checks.md is missing: write it anew with make docs.',
  ]);
});
