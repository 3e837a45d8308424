import type { CeleryClient } from '../../fixtures/celery/celery-client.ts';
import type { Observations } from '../../harness/check.ts';
import { NotOffered } from '../../harness/not-offered.ts';
import { Violation } from '../../harness/violation.ts';
import { countWorkers } from './count-workers.ts';

/** Throws a Violation that tells who runs what unless all workers say the same software and version of themselves. */
export async function assertOneWorkerVersion(
  celery: Pick<CeleryClient, 'heartbeats' | 'countQueue' | 'queue'>,
): Promise<Observations> {
  const told = await heartbeatsOf(celery);
  const versions = Map.groupBy(told, ([, { software }]) => software);
  const [only] = [...versions.keys()];
  if (versions.size === 1 && only !== undefined) return { celery: only };
  const groups = [...versions].map(([software, workers]) => `${workers.map(([name]) => name).join(', ')}: ${software}`);
  throw new Violation({
    expected: 'one version on all workers',
    actual: groups.sort().join('; '),
    cause: {
      id: 'mixed-worker-versions',
      sentence: `the workers run ${versions.size} versions, so what becomes of a task depends on who takes it`,
    },
  });
}

/** A heartbeat of each worker; a check that needs one is skipped where workers send no events. */
export async function heartbeatsOf(celery: Pick<CeleryClient, 'heartbeats' | 'countQueue' | 'queue'>) {
  const { heartbeats, silent, noneSendsEvents } = await celery.heartbeats({ atLeast: await countWorkers(celery) });
  if (noneSendsEvents || silent.length > 0) {
    const who = noneSendsEvents ? 'the workers' : silent.join(', ');
    throw new NotOffered(
      `events of ${who} are switched off (--without-heartbeat and --without-gossip), so nobody hears their version and their clock`,
    );
  }
  if (heartbeats.size > 0) return [...heartbeats].sort(([one], [other]) => one.localeCompare(other, 'en'));
  throw new Violation({
    expected: 'a heartbeat from every worker that answers a ping',
    actual: 'none',
    cause: { id: 'worker-silent', sentence: 'a worker answered a ping and then not the command for a heartbeat' },
  });
}
