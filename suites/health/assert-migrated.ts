import type { MigrationsSeen } from '../../fixtures/database/database-client.ts';
import { Violation } from '../../harness/violation.ts';

/** Throws a Violation unless the newest migration of this release has run, and none of a later one. */
export function assertMigrated({ expected, isThere, last }: MigrationsSeen, where: string): { migration: string } {
  const { table, newest, app } = expected;
  if (isThere && last === newest) return { migration: newest };
  throw new Violation({
    expected: `"${newest}" as the last migration${app === undefined ? '' : ` of ${app}`} in the table "${table}" of ${where}`,
    actual: seenAs(last),
    ...diagnose({ expected, isThere, last }),
  });
}

const seenAs = (last: string | null | undefined): string => {
  if (last === undefined) return 'no such table';
  return last === null ? 'no migration at all' : `"${last}" as the last one`;
};

function diagnose({ expected: { newest, table }, isThere, last }: MigrationsSeen) {
  if (last === undefined || last === null) {
    const sentence = `no migration has run in this database: it is another one than the services', or empty`;
    return { cause: { id: 'never-migrated', sentence }, remedy: `compare DATABASE_URL of the services; ${migrate}` };
  }
  if (!isThere) {
    const sentence = `the migration "${newest}" has not run: the tables are those of an earlier release`;
    return { cause: { id: 'migration-missing', sentence }, remedy: migrate };
  }
  return {
    cause: {
      id: 'migrated-further',
      sentence: `the tables are those of a later release than the one that is expected: "${last}" has run after "${newest}"`,
    },
    remedy: `deploy the release that has "${last}", migrate back (python manage.py migrate APP ${newest}), or correct "migrations" in the target's profile (it names ${table})`,
  };
}

const migrate =
  'docker-compose exec web python manage.py showmigrations; docker-compose exec web python manage.py migrate';
