import { join } from 'node:path';
import { findDistributionCelery, findPinnedCelery } from '../../containers/prerequisites/find-celery.ts';
import { thisMachine } from '../../containers/prerequisites/this-machine.ts';
import type { OpenStackOptions } from '../../containers/stack.ts';

/** The real Celery on this machine, by version; the interpreter of one that is absent is undefined. */
export const celeryVersions = [
  { version: '5.2', found: findDistributionCelery(thisMachine()) },
  { version: '5.6', found: findPinnedCelery(thisMachine()) },
].map(({ version, found }) => ({ version, python: 'path' in found ? found.path : undefined }));

export type CeleryWorker = {
  python: string;
  /** Of `celery worker`. */
  options?: readonly string[];
  environment?: Readonly<Record<string, string>>;
};

/** The plan with a real Celery worker in place of ours. */
export const withCelery =
  ({ python, options = [], environment = {} }: CeleryWorker): NonNullable<OpenStackOptions['plan']> =>
  (plan, { brokerUrl }) => ({
    ...plan,
    worker: {
      file: python,
      arguments: [
        '-m',
        'celery',
        '--workdir',
        applications,
        '-A',
        'app',
        'worker',
        '-l',
        'INFO',
        '-c',
        '1',
        ...options,
      ],
      environment: { CELERY_BROKER_URL: brokerUrl, PYTHONDONTWRITEBYTECODE: '1', ...environment },
      readyLine: / ready\.$/m,
    },
  });

const applications = join(import.meta.dirname, '../../fixtures/celery/test-workers');
