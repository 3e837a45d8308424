import { requirePrerequisite } from '../containers/prerequisites/missing.ts';
import { openStack } from '../containers/with-processes/open-stack.ts';
import { canaryDeadlineMs, canaryTask } from '../contract/tasks.ts';
import type { CeleryClient } from '../fixtures/celery/celery-client.ts';
import { openClients } from '../fixtures/open-clients.ts';
import { keepLedger } from '../suites/keep-ledger.ts';
import type { Surface } from '../targets/deployment.ts';
import { readEnvironment } from '../targets/read-environment.ts';
import { median, type Figure } from './figure.ts';
import { timeOf } from './measure-command.ts';
import { timed, timesOf } from './timed.ts';

const roundTrips = 200;
const inspections = 5;

/** The call of the workers and a canary inside a running process, against the program that people start for a ping. */
export async function workerRoundTrips(): Promise<Figure[]> {
  await using stack = await openStack();
  const { deployment } = stack;
  const brokerUrl = addressOf(deployment.surfaces.broker);
  const ledger = keepLedger({ deployment, environment: readEnvironment(), safety: 'canary' });
  await using opened = await openClients(deployment, ledger.open)(['celery'], new AbortController().signal);
  const celery = opened.clients.celery as CeleryClient;
  const canary = () =>
    celery.runTask({ name: canaryTask, args: ['bench'], kwargs: { index: 0 } }, { deadlineMs: canaryDeadlineMs });
  // The first of each opens what the others use.
  await timed(() => celery.callRoll());
  await timed(canary);
  const pings = await timesOf(roundTrips, () => celery.callRoll());
  const canaries = await timesOf(roundTrips, canary);
  const inspect = {
    file: requirePrerequisite("the distribution's Celery"),
    arguments: ['-m', 'celery', '-b', brokerUrl, 'inspect', 'ping'],
  };
  const inspected: number[] = [];
  for (let round = 0; round < inspections; round += 1) inspected.push(await timeOf(inspect));
  await ledger.settle(undefined);
  const against = { against: 'celery inspect ping', peer: median(inspected), goal: 0.05, unit: 'ms' } as const;
  return [
    { name: 'worker ping, p50', ours: median(pings), ...against },
    { name: 'canary task and its result, p50', ours: median(canaries), ...against },
  ];
}

function addressOf(surface: Surface): string {
  if ('url' in surface) return surface.url;
  throw new Error(`The stack of the bench offers no broker: ${surface.notOffered}`);
}
