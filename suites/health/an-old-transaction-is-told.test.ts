import { expect, test } from 'vitest';
import type { DatabaseState } from '../../fixtures/database/database-state.ts';
import { assertNoOldTransaction } from './assert-no-old-transaction.ts';
import { databaseStateWith } from './testing/database-state-with.ts';

type Transaction = DatabaseState['transactions'][number];

const judge = async (odd: Partial<DatabaseState>) =>
  assertNoOldTransaction(databaseStateWith(odd), 'db:5432/medcor_db');
const open = (odd: Partial<Transaction>): Transaction => ({ pid: 7, by: 'web', state: 'active', seconds: 61, ...odd });

test.for<[Partial<Transaction>, string, RegExp]>([
  [{ state: 'idle in transaction' }, 'transaction-left-open', /pg_terminate_backend\(7\)/],
  [{ state: 'idle in transaction (aborted)' }, 'transaction-left-open', /pg_terminate_backend\(7\)/],
  [{ by: 'pg_dump' }, 'transaction-runs-long', /pg_blocking_pids\(7\).*pg_terminate_backend\(7\)/],
  [{ pid: null, by: 'medcor_user', state: 'prepared' }, 'transaction-left-prepared', /ROLLBACK PREPARED/],
])('%o', async ([odd, id, remedy]) => {
  await expect(judge({ transactions: [open(odd)] })).rejects.toMatchObject({
    facts: { cause: { id }, remedy: expect.stringMatching(remedy) },
  });
});

test('an old one that is seen counts, whatever else is hidden', async () => {
  await expect(judge({ transactions: [open({})], hiddenHere: 3 })).rejects.toMatchObject({
    facts: { actual: 'one of web, active, for 61 s' },
  });
});

test('where some are hidden nobody is blamed, and none is passed', async () => {
  const asked = judge({ transactions: [open({ seconds: 1 })], hiddenHere: 3 });
  await expect(asked).rejects.toThrow(/the transactions of 3 sessions .*GRANT pg_read_all_stats TO "medcor_user"/);
  await expect(asked).rejects.not.toHaveProperty('facts');
});

test('a young one is told as a fact', async () => {
  expect(await judge({ transactions: [open({ seconds: 60 })] })).toEqual({ oldestTransaction: '60.0 s' });
  expect(await judge({})).toEqual({ oldestTransaction: 'none is open' });
});
