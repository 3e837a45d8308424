import { expect, test } from 'vitest';
import { assertFarFromWrapAround } from './assert-far-from-wrap-around.ts';
import { databaseStateWith } from './testing/database-state-with.ts';

const judge = async (oldestTransaction: number) =>
  assertFarFromWrapAround(databaseStateWith({ oldestTransaction, oldestIn: 'old"db' }), 'db:5432/medcor_db');

test('three quarters of the way are too far', async () => {
  await expect(judge(1_600_000_000)).rejects.toMatchObject({
    facts: {
      actual: '1600000000 in the database "old"db", with 547483648 to go',
      cause: { id: 'wrap-around-near' },
      remedy: expect.stringContaining(`psql -d 'old"db' -c 'VACUUM`),
    },
  });
});

test('what PostgreSQL reaches by itself, before it freezes, is fine', async () => {
  expect(await judge(200_000_000)).toEqual({ wrapAround: '9 % of the way' });
});
