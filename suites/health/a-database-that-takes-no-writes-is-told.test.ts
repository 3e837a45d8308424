import { expect, test } from 'vitest';
import type { DatabaseState } from '../../fixtures/database/database-state.ts';
import { causeOf } from '../../fixtures/testing/cause-of.ts';
import { assertWritable } from './assert-writable.ts';
import { databaseStateWith } from './testing/database-state-with.ts';

const judge = async (odd: Partial<DatabaseState>) => assertWritable(databaseStateWith(odd), 'db:5432/medcor_db');
const readOnly = (by: string) => ({ readOnly: true, readOnlyBy: by });

test.for<[string, Partial<DatabaseState>, string]>([
  ['a standby', { inRecovery: true, ...readOnly('configuration file') }, 'in-recovery'],
  ['a read-only database', readOnly('database'), 'database-read-only'],
  ['a read-only server', readOnly('configuration file'), 'database-read-only'],
  ['a read-only user whom services use', readOnly('user'), 'database-read-only'],
])('%s', async ([, odd, cause]) => {
  expect(await causeOf(judge(odd))).toBe(cause);
});

test.for<[string, Partial<DatabaseState>]>([
  ['by its role', { ...readOnly('database user'), othersOfUser: 0 }],
  ['by the address that was given', readOnly('client')],
])('a user who alone is read-only, %s, blames nobody', async ([, odd]) => {
  await expect(judge(odd)).rejects.toThrow(/nobody can tell from here whether the services can write/);
});

test('one that takes writes says which version it is', async () => {
  expect(await judge({})).toEqual({ postgresql: '17.6' });
});

test('what undoes it names the one that was told', async () => {
  await expect(judge({ ...readOnly('database'), database: 'med"cor' })).rejects.toMatchObject({
    facts: { remedy: expect.stringContaining('ALTER DATABASE "med""cor" RESET default_transaction_read_only') },
  });
});
