/** The table in which migrations are noted down once they have run, and the newest one of this release. */
export const migrations = { table: 'migrations', newest: '002_seed-odd-appointments' } as const;

/** How far a database may be from well, each with its source. */
export const databaseLimits = {
  /** Of the connections that it allows (issue of the health suite: under 80 %). */
  shareOfConnections: 0.8,
  /** How long a transaction may be open: it keeps rows from being cleaned up, and locks. */
  transactionSeconds: 60,
  /** By which a replica may be behind: the transactions of so long are lost where it has to take over. */
  replicaBehindSeconds: 60,
  /** The same for one that says nothing of time: sixteen segments of 16 MiB. */
  replicaBehindBytes: 256 * 1024 * 1024,
  /**
   * Transactions since the oldest row was frozen; at 2^31 PostgreSQL stops taking writes. From here on a VACUUM gives up all else
   * (vacuum_failsafe_age, https://www.postgresql.org/docs/current/runtime-config-vacuum.html).
   */
  oldestTransaction: 1_600_000_000,
} as const;
