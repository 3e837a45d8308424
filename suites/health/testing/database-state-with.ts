import type { DatabaseState } from '../../../fixtures/database/database-state.ts';

/** What a healthy PostgreSQL says of itself, but for this. */
export const databaseStateWith = (odd: Partial<DatabaseState>): DatabaseState => ({
  version: '17.6',
  user: 'medcor_user',
  database: 'medcor_db',
  inRecovery: false,
  readOnly: false,
  readOnlyBy: 'default',
  othersOfUser: 4,
  allowedByServer: 97,
  takenOfServer: 9,
  allowedByDatabase: -1,
  takenOfDatabase: 6,
  hiddenHere: 0,
  hiddenEverywhere: 0,
  transactions: [],
  replicas: [],
  oldestTransaction: 734,
  oldestIn: 'template0',
  ...odd,
});
