import type { CeleryClient } from '../../fixtures/celery/celery-client.ts';
import type { Heartbeat } from '../../fixtures/celery/gather-heartbeats.ts';
import type { Observations } from '../../harness/check.ts';
import { NotOffered } from '../../harness/not-offered.ts';
import { Violation } from '../../harness/violation.ts';
import { assertEachAnswered } from '../assert-each-answered.ts';

/**
 * Throws a Violation that tells who runs what unless all workers say the same software and version of themselves. Of a Celery worker that
 * is the version of Celery: which release of the tasks it runs, no worker says.
 */
export async function assertOneWorkerVersion(celery: Pick<CeleryClient, 'heartbeats' | 'roll'>): Promise<Observations> {
  const { told, assertAllHeard } = await heartbeatsOf(celery);
  const versions = Map.groupBy(told, ([, { software }]) => software);
  if (versions.size > 1) throw mixedVersions(versions);
  assertAllHeard();
  return { software: [...versions.keys()].join() };
}

function mixedVersions(versions: ReadonlyMap<string, readonly (readonly [name: string, Heartbeat])[]>): Violation {
  const groups = [...versions].map(([software, workers]) => `${workers.map(([name]) => name).join(', ')}: ${software}`);
  return new Violation({
    expected: 'one worker software in one version (sw_ident, sw_ver) on all workers',
    actual: groups.sort().join('; '),
    cause: {
      id: 'mixed-worker-versions',
      sentence: `the workers say ${versions.size} versions of their software (${[...versions.keys()].sort().join(', ')}), so they were not set up together: what becomes of a task depends on who takes it`,
    },
  });
}

/**
 * The heartbeats of the workers, by name. What they told may be wrong whoever is silent; where it is not, `assertAllHeard` throws unless
 * all have told: a Violation where a worker does not react, NotOffered where its events are switched off.
 */
export async function heartbeatsOf(
  celery: Pick<CeleryClient, 'heartbeats' | 'roll'>,
): Promise<{ told: [name: string, Heartbeat][]; assertAllHeard: () => void }> {
  const { concerned } = await celery.roll();
  const { heartbeats, silent, noneSendsEvents } = await celery.heartbeats(concerned);
  const told = [...heartbeats].sort(([one], [other]) => one.localeCompare(other, 'en'));
  const assertAllHeard = () => {
    if (!noneSendsEvents) {
      assertEachAnswered(concerned, { answers: new Set([...heartbeats.keys(), ...silent]), question: 'a heartbeat' });
      if (silent.length === 0) return;
    }
    const who = noneSendsEvents ? 'the workers' : silent.join(', ');
    throw new NotOffered(
      `events of ${who} are switched off (--without-heartbeat and --without-gossip), so nobody hears their version and their clock`,
    );
  };
  return { told, assertAllHeard };
}
