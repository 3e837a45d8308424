import { databaseLimits } from '../../contract/database.ts';
import type { DatabaseState } from '../../fixtures/database/database-state.ts';
import { Violation, type Cause } from '../../harness/violation.ts';
import { asAdministrator, grantOfStatistics } from './database-remedies.ts';

type Replica = DatabaseState['replicas'][number];

/** Throws a Violation where a replica is far behind; an error of ours where that is hidden from the user that asks. */
export function assertReplicasKeepUp(state: DatabaseState, where: string): { replicas: string } {
  const { replicas } = state;
  const behind = replicas.filter(isBehind);
  const [first, ...others] = behind.map(causeOf);
  if (first) {
    throw new Violation({
      expected: `replicas of ${where} that are at most ${megabytes(databaseLimits.replicaBehindBytes)} and ${databaseLimits.replicaBehindSeconds} s behind`,
      actual: behind.map((each) => `${each.name} is ${told(each)} behind (${each.state})`).join('; '),
      cause: first,
      besides: others,
      remedy: `${lag}; then the replica's own log, its disk and the network between the two`,
    });
  }
  const hidden = replicas.filter((each) => each.state === null);
  if (hidden.length > 0) {
    throw new Error(
      `The user that asks may not see how far ${hidden.map(({ name }) => name).join(', ')} is behind ${where} (NULL without pg_read_all_stats). Grant it and ask again: ${grantOfStatistics(state.user)}`,
    );
  }
  const furthest = replicas.toSorted((one, other) => (other.behindBytes ?? 0) - (one.behindBytes ?? 0))[0];
  return { replicas: furthest ? `${replicas.length}, at most ${told(furthest)} behind` : 'none is connected' };
}

const causeOf = ({ name }: Replica): Cause => ({
  id: 'replica-behind',
  of: name,
  sentence: `the replica ${name} does not keep up: what it lacks is lost if it has to take over, and the primary keeps it all on its disk meanwhile, or the replica has to be made anew`,
});

const isBehind = ({ behindBytes, behindSeconds }: Replica): boolean =>
  (behindBytes ?? 0) > databaseLimits.replicaBehindBytes || (behindSeconds ?? 0) > databaseLimits.replicaBehindSeconds;

const megabytes = (bytes: number) => `${Math.ceil(bytes / 1024 / 1024)} MiB`;

const told = ({ behindBytes, behindSeconds }: Replica) =>
  `${megabytes(behindBytes ?? 0)}${behindSeconds === null ? '' : ` and ${behindSeconds.toFixed(1)} s`}`;

const lag = asAdministrator(
  'SELECT application_name, client_addr, state, sent_lsn, replay_lsn, replay_lag FROM pg_stat_replication; SELECT slot_name, active, restart_lsn, wal_status FROM pg_replication_slots',
);
