import type { CacheState } from '../../fixtures/cache/cache-state.ts';
import { NotOffered } from '../../harness/not-offered.ts';
import { Violation, type Cause } from '../../harness/violation.ts';
import { bytes } from './cache-words.ts';

/** Throws a Violation where Redis refuses what changes anything, as far as that is known without trying. */
export function assertCacheTakesWrites(state: CacheState, where: string): { redis: string } {
  const refusal = refusalOf(state, where);
  if (refusal) throw new Violation({ expected: `a Redis at ${where} that takes writes`, ...refusal });
  if (state.replicasThatKeepUp !== undefined && state.replicasWanted === undefined) {
    throw new NotOffered(
      `Redis at ${where} takes writes only while enough replicas keep up, and does not let this user ask how many those are (CONFIG GET min-replicas-to-write)`,
    );
  }
  return { redis: state.version };
}

function refusalOf(state: CacheState, where: string): { actual: string; cause: Cause; remedy: string } | undefined {
  const { isReadOnlyReplica, linkToPrimary, usedBytes, mostBytes, policy, cluster } = state;
  // In a cluster a replica sends writes on to its primary.
  if (isReadOnlyReplica && cluster === undefined) {
    return {
      actual: `role:slave, slave_read_only:1, master_link_status:${linkToPrimary}`,
      cause: {
        id: 'read-only-replica',
        sentence: `Redis at ${where} is a replica: it takes no writes but from its primary`,
      },
      remedy:
        'compare REDIS_URL of the services with the address of the primary (redis-cli ROLE); where this one shall take over: redis-cli REPLICAOF NO ONE',
    };
  }
  if (cluster !== undefined && !(cluster.state === 'ok' && cluster.slots === allSlots)) {
    return {
      actual: `cluster_state:${cluster.state}, cluster_slots_ok:${cluster.slots} of ${allSlots}`,
      cause: {
        id: 'cluster-down',
        sentence: 'Redis is part of a cluster that does not serve all keys: it refuses the others (CLUSTERDOWN)',
      },
      remedy:
        'redis-cli CLUSTER INFO; redis-cli CLUSTER NODES (which is failed, which slots have no owner); redis-cli --cluster check HOST:PORT',
    };
  }
  const missing = replicasMissing(state);
  if (missing) return missing;
  if (mostBytes === 0 || usedBytes < mostBytes || canEvict(state)) return undefined;
  return {
    actual: `${bytes(usedBytes)} of ${bytes(mostBytes)} taken, with maxmemory-policy ${policy}`,
    cause: {
      id: 'cache-full',
      sentence:
        'the memory that Redis may take is used up, and there is nothing that it may throw away: it refuses writes (OOM)',
    },
    remedy:
      'redis-cli --bigkeys; redis-cli INFO memory; then more memory (redis-cli CONFIG SET maxmemory …), or a policy that evicts (maxmemory-policy allkeys-lru)',
  };
}

/** Of the keys of a cluster (https://redis.io/docs/latest/operate/oss_and_stack/reference/cluster-spec/). */
const allSlots = 16_384;

function replicasMissing({ replicasThatKeepUp, replicasWanted = 1 }: CacheState) {
  if (replicasThatKeepUp === undefined || replicasThatKeepUp >= replicasWanted) return undefined;
  return {
    actual: `min_slaves_good_slaves:${replicasThatKeepUp}, with min-replicas-to-write above it`,
    cause: {
      id: 'replicas-missing',
      sentence:
        'Redis may take writes only while enough replicas keep up, and too few do: it refuses them (NOREPLICAS)',
    },
    remedy:
      'redis-cli INFO replication; bring its replicas up again, or lower what it waits for (redis-cli CONFIG SET min-replicas-to-write …)',
  };
}

/** Policies called volatile throw away only what would expire anyway. */
const canEvict = ({ policy, expiringKeys }: CacheState): boolean =>
  policy !== 'noeviction' && (!policy.startsWith('volatile') || expiringKeys > 0);
