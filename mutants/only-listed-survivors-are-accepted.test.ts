import { expect, test } from 'vitest';
import { judged } from './judged.ts';
import { listedSurvivors } from './listed.ts';
import type { Mutant, Report } from './report.ts';
import { stands, survivorsIn, type Survivor } from './survivor.ts';

const source = ['const isOver =', '  (count) => count > most;', '', 'if (isOver(2)) {', '  tell();', '}', ''].join(
  '\n',
);

const mutant = (given: Partial<Mutant> = {}): Mutant => ({
  mutatorName: 'EqualityOperator',
  replacement: 'count >= most',
  location: { start: { line: 2, column: 14 }, end: { line: 2, column: 26 } },
  status: 'Survived',
  ...given,
});
const reportOf = (...mutants: Mutant[]): Report => ({ files: { 'harness/over.ts': { source, mutants } } });
const killed = Array.from({ length: 20 }, () => mutant({ status: 'Killed' }));
const survivor: Survivor = { file: 'harness/over.ts', change: '(count) => count >[--]{+=+} most;' };

test('a survivor is told by what it changes in its line', () => {
  expect(survivorsIn(reportOf(mutant(), mutant({ status: 'Killed' })))).toEqual([survivor]);
  const block = { start: { line: 4, column: 16 }, end: { line: 6, column: 2 } };
  expect(survivorsIn(reportOf(mutant({ status: 'NoCoverage', location: block, replacement: '{}' })))).toEqual([
    { file: 'harness/over.ts', change: 'if (isOver(2)) {[- tell(); -]{++}}' },
  ]);
});

test.for<[what: string, mutants: Mutant[], listed: Survivor[], isGood: boolean, told: string]>([
  ['who is listed is accepted', [mutant()], [survivor], true, 'lists 1.'],
  ['who is not listed is told', [mutant()], [], false, 'survived and is not listed'],
  ['who is listed once and survives twice is told', [mutant(), mutant()], [survivor], false, 'is not listed'],
  ['who is listed and killed is told', [], [survivor], false, 'did not survive'],
  ['who is listed and ran out of time may be slow', [mutant({ status: 'Timeout' })], [survivor], true, 'lists 1.'],
  ['who ran out of time is killed', [mutant({ status: 'Timeout' })], [], true, '21 were killed, 1 of them by time'],
  ['who could not be tried is told', [mutant({ status: 'RuntimeError' })], [], false, '1 could not be tried'],
])('%s', ([, mutants, listed, isGood, told]) => {
  const found = judged(reportOf(...killed, ...mutants), listed);
  expect(found.isGood).toBe(isGood);
  expect(found.sentences.join('\n')).toContain(told);
});

test('too few killed are refused, however well the others are explained; so is none at all', () => {
  const [survived, listed] = [Array.from({ length: 3 }, () => mutant()), [survivor, survivor, survivor]];
  expect(judged(reportOf(...killed, ...survived), listed)).toMatchObject({
    isGood: false,
    sentences: ['86.96 % of the mutants are killed; at least 90 % have to be.', expect.any(String)],
  });
  expect(judged({ files: {} }, []).isGood).toBe(false);
});

test('the page lists a change a line, below its file and the reason', () => {
  const text = ['# Title', 'words', '', '## `harness/over.ts`', '', 'Why.', '', '```text', survivor.change, '```'];
  expect(listedSurvivors(text.join('\n'))).toEqual([survivor]);
  expect(() => listedSurvivors(text.filter((line) => line !== 'Why.').join('\n'))).toThrow(
    'without a file or a reason',
  );
});

test('what a survivor changes is looked for as it stands in its file', () => {
  expect(stands(survivor, source)).toBe(true);
  expect(stands(survivor, source.replace('most', 'least'))).toBe(false);
  expect(stands({ ...survivor, change: '{[- tell(); -]{++}}' }, source)).toBe(true);
  expect(stands({ ...survivor, change: 'const […] count[- > -]{++}most' }, source)).toBe(true);
});
