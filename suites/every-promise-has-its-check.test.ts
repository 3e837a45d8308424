import { expect, test } from 'vitest';
import { promises } from '../contract/promises.ts';
import { validateChecks } from '../harness/validate-checks.ts';
import { faults } from '../contract/faults.ts';
import { allChecks } from './all-checks.ts';
import { gapsInProof } from './proof/coverage.ts';

test('every check names a promise of the contract or a specification as its source', () => {
  const unknown = allChecks.filter(({ source }) => !Object.hasOwn(promises, source) && !URL.canParse(source));
  expect(unknown.map(({ id, source }) => `${id}: ${source}`)).toEqual([]);
});

test('every promise is verified by a check', () => {
  const sources = new Set(allChecks.map(({ source }) => source));
  expect(Object.keys(promises).filter((promise) => !sources.has(promise))).toEqual([]);
});

test('every check is refuted by a fault, and every fault is noticed by a check', () => {
  expect(gapsInProof(allChecks, faults)).toEqual([]);
});

test('ids are unique, prerequisites exist, and nobody waits in a circle', () => {
  expect(() => validateChecks(allChecks)).not.toThrow();
});

test('every demand says must, should or may', () => {
  expect(allChecks.filter(({ demand }) => !/\b(must|should|may)\b/.test(demand)).map(({ id }) => id)).toEqual([]);
});

test('the list of ids is the one that reports and profiles rely on', () => {
  expect(allChecks.map(({ id }) => id)).toMatchSnapshot();
});
