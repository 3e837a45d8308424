import type { Deployment } from '../../targets/deployment.ts';
import { healthChecks } from '../health/health.checks.ts';
import { askChecks } from '../testing/ask-checks.ts';
import { queueChecks } from './queue.checks.ts';

const checks = [...healthChecks, ...queueChecks].filter(({ needs }) => (needs as readonly string[]).includes('celery'));

/** Asks all that concerns the worker: the verdict on each check, or the cause where it failed, by id. */
export const askAboutWorker = (deployment: Deployment) => askChecks(deployment, checks);
