import { databaseLimits } from '../../contract/database.ts';
import type { DatabaseState } from '../../fixtures/database/database-state.ts';
import { Violation } from '../../harness/violation.ts';
import { asAdministrator, grantOfStatistics } from './database-remedies.ts';

type Replica = DatabaseState['replicas'][number];

/** Throws a Violation where a replica is far behind; an error of ours where that is hidden from the user that asks. */
export function assertReplicasKeepUp(state: DatabaseState, where: string): { replicas: string } {
  const { replicas } = state;
  const behind = replicas.find(isBehind);
  if (behind) {
    throw new Violation({
      expected: `replicas of ${where} that are at most ${megabytes(databaseLimits.replicaBehindBytes)} and ${databaseLimits.replicaBehindSeconds} s behind`,
      actual: `${behind.name} is ${told(behind)} behind (${behind.state})`,
      cause: {
        id: 'replica-behind',
        sentence: `the replica ${behind.name} does not keep up: what it lacks is lost if it has to take over, and the primary keeps it all on its disk meanwhile, or the replica has to be made anew`,
      },
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

const isBehind = ({ behindBytes, behindSeconds }: Replica): boolean =>
  (behindBytes ?? 0) > databaseLimits.replicaBehindBytes || (behindSeconds ?? 0) > databaseLimits.replicaBehindSeconds;

const megabytes = (bytes: number) => `${Math.ceil(bytes / 1024 / 1024)} MiB`;

const told = ({ behindBytes, behindSeconds }: Replica) =>
  `${megabytes(behindBytes ?? 0)}${behindSeconds === null ? '' : ` and ${behindSeconds.toFixed(1)} s`}`;

const lag = asAdministrator(
  'SELECT application_name, client_addr, state, sent_lsn, replay_lsn, replay_lag FROM pg_stat_replication',
);
