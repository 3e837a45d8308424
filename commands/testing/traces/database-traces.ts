import { Client, escapeIdentifier } from 'pg';

/** What would have changed if somebody had written: a line for each thing, by its kind and name. */
export type Traces = Record<string, string>;

/** All that is looked at beside the rows of tables: each statement gives `name` and `state`. */
const catalogue = {
  relation: `select oid::regclass::text as name, relkind::text || coalesce(reloptions::text, '') as state
    from pg_class where ${isOurs('relnamespace')} and relkind <> 'i'`,
  sequence: `select schemaname || '.' || sequencename as name, coalesce(last_value::text, 'unused') as state from pg_sequences`,
  function: `select oid::regprocedure::text as name, md5(prosrc) as state from pg_proc where ${isOurs('pronamespace')}`,
  extension: 'select extname as name, extversion as state from pg_extension',
  role: 'select rolname as name, row_to_json(r)::text as state from pg_roles r',
  database: 'select datname as name, datallowconn::text || coalesce(datacl::text, $$$$) as state from pg_database',
  setting: `select setdatabase || '/' || setrole as name, setconfig::text as state from pg_db_role_setting`,
  'changed setting': `select name, setting as state from pg_file_settings where applied`,
  'prepared transaction': 'select gid as name, owner::text as state from pg_prepared_xacts',
  'replication slot': 'select slot_name as name, slot_type as state from pg_replication_slots',
  'large object': 'select oid::text as name, lomowner::text as state from pg_largeobject_metadata',
} as const;

/** Of every table but those whose names match `aside`: the number and hash of its rows, each with the transaction that wrote it; and the catalogue around. */
export async function databaseTraces(url: string, { aside }: { aside: RegExp }): Promise<Traces> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const traces: Traces = {};
    for (const [kind, text] of Object.entries(catalogue)) {
      const { rows } = await client.query<{ name: string; state: string }>(text);
      for (const { name, state } of rows) traces[`${kind} ${name}`] = state;
    }
    const { rows: tables } = await client.query<{ schema: string; name: string }>(
      `select relnamespace::regnamespace::text as schema, relname as name from pg_class
       where ${isOurs('relnamespace')} and relkind in ('r', 'm')`,
    );
    for (const { schema, name } of tables.filter(({ name: table }) => !aside.test(table))) {
      const { rows } = await client.query<{ state: string }>(
        // A row that was written anew with the same values has another xmin.
        `select count(*) || ' rows, ' || md5(coalesce(string_agg(xmin || t::text, e'\\n' order by ctid), '')) as state
         from ${escapeIdentifier(schema)}.${escapeIdentifier(name)} t`,
      );
      traces[`rows of ${name}`] = rows[0]?.state ?? '';
    }
    return traces;
  } finally {
    await client.end();
  }
}

function isOurs(namespace: string): string {
  return `${namespace}::regnamespace::text not in ('pg_catalog', 'information_schema', 'pg_toast')`;
}
