import { join } from 'node:path';
import { findDistributionCelery, findPinnedCelery } from '../../containers/prerequisites/find-celery.ts';
import { thisMachine } from '../../containers/prerequisites/this-machine.ts';
import type { Command, StackPlan } from '../../containers/stack.ts';

/** The real Celery on this machine, by version; a version that is absent is tested on another machine. */
export const celeryVersions = [
  { version: '5.2', found: findDistributionCelery(thisMachine()) },
  { version: '5.6', found: findPinnedCelery(thisMachine()) },
];

const applications = join(import.meta.dirname, '../../fixtures/celery/test-workers');

/** The plan with a real Celery worker in place of ours; `options` are those of `celery worker`. */
export const withCelery =
  (python: string, options: readonly string[] = []) =>
  (plan: StackPlan, { brokerUrl }: { brokerUrl: string }): StackPlan => ({
    ...plan,
    worker: celeryWorker(python, brokerUrl, options),
  });

const celeryWorker = (python: string, brokerUrl: string, options: readonly string[]): Command => ({
  file: python,
  arguments: ['-m', 'celery', '--workdir', applications, '-A', 'app', 'worker', '-l', 'INFO', '-c', '1', ...options],
  environment: { CELERY_BROKER_URL: brokerUrl, PYTHONDONTWRITEBYTECODE: '1' },
  readyLine: / ready\.$/m,
});
