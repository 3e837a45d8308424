import { safeties, type Safety } from '../../harness/check.ts';
import type { Deployment } from '../../targets/deployment.ts';
import { healthChecks } from '../health/health.checks.ts';
import { askChecks } from '../ask-checks.ts';
import { queueChecks } from './queue.checks.ts';

const clients = ['broker', 'management', 'celery'];

const concerningWorkers = [...healthChecks, ...queueChecks].filter(({ needs }) =>
  needs.some((need) => clients.includes(need)),
);

type Asking = {
  /** These alone, whatever they build on. */
  only?: readonly string[];
  safety?: Safety;
};

/** Asks all that concerns broker and workers: the verdict on each check, or the cause where it failed, by id. */
export function askAboutWorker(deployment: Deployment, { only, safety = 'canary' }: Asking = {}) {
  const isAsked = (check: (typeof concerningWorkers)[number]) =>
    (only === undefined || only.includes(check.id)) && safeties.indexOf(check.safety) <= safeties.indexOf(safety);
  return askChecks(deployment, concerningWorkers.filter(isAsked));
}
