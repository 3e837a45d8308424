import { expect, test } from 'vitest';
import { contractDialect } from './contract-dialect.ts';
import { promisedQueues } from './promised-queues.ts';

const dialect = { ...contractDialect, queue: 'medcor' };

test('the default queue comes first, and is as the contract says where nobody says else', () => {
  expect(promisedQueues({ dialect })).toEqual([{ name: 'medcor', arguments: {}, mostWaiting: 1000 }]);
  expect(promisedQueues({ dialect, queues: [{ name: 'reports', mostWaiting: 50 }] })).toEqual([
    { name: 'medcor', arguments: {}, mostWaiting: 1000 },
    { name: 'reports', arguments: {}, mostWaiting: 50 },
  ]);
});

test('what a profile says of the default queue holds for it', () => {
  const quorum = { 'x-queue-type': 'quorum' };
  expect(promisedQueues({ dialect, queues: [{ name: 'medcor', arguments: quorum }] })).toEqual([
    { name: 'medcor', arguments: quorum, mostWaiting: 1000 },
  ]);
});
