import { expect, test } from 'vitest';
import type { DatabaseState } from '../../fixtures/database/database-state.ts';
import { assertConnectionsLeft } from './assert-connections-left.ts';
import { databaseStateWith } from './testing/database-state-with.ts';

const judge = async (odd: Partial<DatabaseState>) => assertConnectionsLeft(databaseStateWith(odd), 'db:5432/medcor_db');

test.for<[string, Partial<DatabaseState>, string]>([
  ['of the server', { allowedByServer: 100, takenOfServer: 80 }, '80 of 100'],
  ['of the database alone', { allowedByDatabase: 10, takenOfDatabase: 8, takenOfServer: 20 }, '8 of 10'],
  ['of a database that allows none', { allowedByDatabase: 0, takenOfDatabase: 0 }, '0 of 0'],
  [
    'even of those that can be looked into',
    { allowedByServer: 100, takenOfServer: 95, hiddenEverywhere: 15 },
    '95 of 100, 15 of which cannot be looked into',
  ],
])('four in five, %s', async ([, odd, actual]) => {
  await expect(judge(odd)).rejects.toMatchObject({ facts: { actual, cause: { id: 'connections-nearly-taken' } } });
});

test('whoever cannot look into those that decide says which right that takes, and blames nobody', async () => {
  const asked = judge({ allowedByServer: 100, takenOfServer: 95, hiddenEverywhere: 16 });
  await expect(asked).rejects.toThrow(/of 16 whether they are connections .*GRANT pg_read_all_stats TO "medcor_user"/);
  await expect(asked).rejects.not.toHaveProperty('facts');
});

test('few are few, whatever else is hidden', async () => {
  expect(await judge({ allowedByServer: 100, takenOfServer: 79, hiddenEverywhere: 79 })).toEqual({
    connections: '79 of 100',
  });
});
