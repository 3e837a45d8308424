import { expect, inject, test } from 'vitest';
import { openStack } from '../../containers/with-processes/open-stack.ts';
import { settingsOf } from '../testing/settings-of.ts';
import { migrate } from './migrate.ts';
import { openDatabase } from './open-database.ts';

test('two programs that start side by side make the tables and the seed once', async () => {
  await using stack = await openStack({ services: inject('services') });
  const { databaseUrl } = settingsOf(stack);
  const database = openDatabase(databaseUrl, 'test');
  await database.query('drop table appointments, tenants, migrations');

  await Promise.all([migrate(databaseUrl), migrate(databaseUrl), migrate(databaseUrl)]);
  await migrate(databaseUrl);

  const { rows } = await database.query('select tenant_id, count(*)::int from appointments group by 1 order by 1');
  expect(rows).toEqual([
    { tenant_id: 'hospital-north', count: 5 },
    { tenant_id: 'hospital-south', count: 3 },
  ]);
  await database.end();
});

test('a database that does not exist is not waited for', async () => {
  await using stack = await openStack({ services: inject('services') });
  const elsewhere = settingsOf(stack).databaseUrl.replace(/[^/]+$/, 'a_database_that_is_not_there');

  await expect(migrate(elsewhere)).rejects.toThrow('does not exist');
});
