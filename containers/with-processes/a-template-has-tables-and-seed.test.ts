import { Client } from 'pg';
import { expect, inject, test } from 'vitest';
import { createDatabase, dropDatabase } from './administer-postgres.ts';
import { databaseUrl } from './database-url.ts';

test('a copy of the template has the tables and the seed before any program has seen it, and is a copy', async () => {
  const { postgres, template } = inject('services');
  const copies = ['copy_one', 'copy_two'] as const;
  try {
    // Side by side, as stacks are opened.
    await Promise.all(copies.map((name) => createDatabase(postgres, name, template)));
    expect(await appointmentsIn('copy_one')).toBe(8);
    await using copy = await connectedTo('copy_one');
    await copy.client.query('delete from appointments');
    expect(await appointmentsIn('copy_one')).toBe(0);
    expect(await appointmentsIn('copy_two')).toBe(8);
  } finally {
    await Promise.all(copies.map((name) => dropDatabase(postgres, name)));
  }
});

async function appointmentsIn(name: string): Promise<number> {
  await using database = await connectedTo(name);
  const { rows } = await database.client.query<{ count: number }>('select count(*)::int from appointments');
  return rows[0]?.count ?? 0;
}

async function connectedTo(name: string) {
  const client = new Client({ connectionString: databaseUrl(inject('services').postgres, name) });
  await client.connect();
  return { client, [Symbol.asyncDispose]: () => client.end() };
}
