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
      actual: behind.map(howFar).join('; '),
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

const howFar = (replica: Replica): string =>
  isLost(replica)
    ? `what ${replica.name} lacks is no longer kept (its slot is lost)`
    : `${replica.name} is ${told(replica)} behind (${replica.state})`;

/** The server has given up keeping what it lacks (max_slot_wal_keep_size): how far it is behind is no longer told. */
const isLost = ({ state }: Pick<Replica, 'state'>): boolean => state === 'lost';

const causeOf = (replica: Replica): Cause => (isLost(replica) ? causeOfLost(replica) : causeOfBehind(replica));

const causeOfLost = ({ name }: Replica): Cause => ({
  id: 'replica-lost',
  of: name,
  sentence: `the replica ${name} can catch up no more: the primary has thrown away what it lacks, so it must be made anew, or its slot dropped where it is gone for good`,
});

const causeOfBehind = ({ name }: Replica): Cause => ({
  id: 'replica-behind',
  of: name,
  sentence: `the replica ${name} does not keep up: what it lacks is lost if it has to take over, and the primary keeps it all on its disk meanwhile, or the replica has to be made anew`,
});

const isBehind = ({ state, behindBytes, behindSeconds }: Replica): boolean =>
  isLost({ state }) ||
  (behindBytes ?? 0) > databaseLimits.replicaBehindBytes ||
  (behindSeconds ?? 0) > databaseLimits.replicaBehindSeconds;

const megabytes = (bytes: number) => `${Math.ceil(bytes / 1024 / 1024)} MiB`;

const told = ({ behindBytes, behindSeconds }: Replica) =>
  `${megabytes(behindBytes ?? 0)}${behindSeconds === null ? '' : ` and ${behindSeconds.toFixed(1)} s`}`;

const lag = asAdministrator(
  'SELECT application_name, client_addr, state, sent_lsn, replay_lsn, replay_lag FROM pg_stat_replication; SELECT slot_name, active, restart_lsn, wal_status FROM pg_replication_slots',
);
