import { expect, test } from 'vitest';
import { didYouMean } from './nearest.ts';

const known = ['health', 'queue', 'journeys', 'mcp'];

test.for([
  ['queu', 'queue'],
  ['que', 'queue'],
  ['jour', 'journeys'],
  ['qeueu', 'queue'],
  ['heatlh', 'health'],
  ['jurneis', 'journeys'],
  ['mpc', 'mcp'],
  ['queues', 'queue'],
])('%s means %s', ([word, meant]) => {
  expect(didYouMean(word as string, known)).toBe(`Did you mean "${meant}"? `);
});

test.for(['resilience', 'hexagon', 'qqqqqq', 'elth-queue', 'rneys', 'xy'])('%s means nothing that is known', (word) => {
  expect(didYouMean(word, known)).toBe('');
});

test('of two that are as near, the first; where nothing is known, nothing', () => {
  expect(didYouMean('mc', ['mca', 'mcb'])).toBe('Did you mean "mca"? ');
  expect(didYouMean('amc', ['bmc', 'cmc'])).toBe('Did you mean "bmc"? ');
  expect(didYouMean('queue', [])).toBe('');
  expect(didYouMean('', known)).toBe('');
});

test('of a long word the beginning may be misspelt alone', () => {
  const ids = ['queue.has-a-consumer', 'queue.canary-is-executed', 'queue.contract-tasks-are-registered'];
  expect(didYouMean('queue.cannary', ids)).toBe('Did you mean "queue.canary-is-executed"? ');
  expect(didYouMean('queue.contrakt-tasks', ids)).toBe('Did you mean "queue.contract-tasks-are-registered"? ');
  expect(didYouMean('queue.zzz', ids)).toBe('');
  expect(didYouMean('que.can', ids)).toBe('');
  const long = ['a-check-that-is-named', 'canary-is-executed'];
  expect(didYouMean('cannary-', long)).toBe('Did you mean "canary-is-executed"? ');
  expect(didYouMean('cannary', long)).toBe('');
  expect(didYouMean('cxnnary-is', long)).toBe('Did you mean "canary-is-executed"? ');
  expect(didYouMean('cxnnxry-is', long)).toBe('');
});

test('the longer the word, the more letters may be wrong', () => {
  expect(didYouMean('accetps-conections', ['accepts-connections'])).toBe('Did you mean "accepts-connections"? ');
  expect(didYouMean('abcdef', ['abcxyz'])).toBe('');
  expect(didYouMean('abcdefghi', ['abcdefxyz'])).toBe('Did you mean "abcdefxyz"? ');
});
