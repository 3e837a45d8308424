import { expect, test } from 'vitest';
import { readdirSync } from 'node:fs';
import { migrations } from '../../contract/database.ts';
import type { MigrationsSeen } from '../../fixtures/database/database-client.ts';
import { causeOf } from '../../fixtures/testing/cause-of.ts';
import { assertMigrated } from './assert-migrated.ts';

const expected = { table: 'django_migrations', app: 'appointments', newest: '0042_add_room' };
const judge = async (seen: Pick<MigrationsSeen, 'isThere' | 'last'>) =>
  assertMigrated({ expected, ...seen }, 'db:5432/medcor_db');

test.for<[string, Pick<MigrationsSeen, 'isThere' | 'last'>, string]>([
  ['without the table', { isThere: false, last: undefined }, 'never-migrated'],
  ['without a migration', { isThere: false, last: null }, 'never-migrated'],
  ['without the newest one', { isThere: false, last: '0041_add_doctor' }, 'migration-missing'],
  ['with a newer one', { isThere: true, last: '0043_drop_room' }, 'migrated-further'],
])('a database %s', async ([, seen, cause]) => {
  expect(await causeOf(judge(seen))).toBe(cause);
});

test('the newest one of the release is the last', async () => {
  expect(await judge({ isThere: true, last: '0042_add_room' })).toEqual({ migration: '0042_add_room' });
});

test('the newest one that the contract names is the newest one there is', () => {
  const files = readdirSync(new URL('../../reference-impl/db/migrations', import.meta.url));
  expect(files.sort().at(-1)).toBe(`${migrations.newest}.sql`);
});
