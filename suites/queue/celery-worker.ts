import { join } from 'node:path';
import { requirePrerequisite } from '../../containers/prerequisites/missing.ts';
import type { OpenStackOptions } from '../../containers/stack.ts';

/** The real Celery on this machine, by version. Throws where one is missing: a test of nothing must not be green. */
export const celeryVersions = [
  { version: '5.2', python: requirePrerequisite("the distribution's Celery") },
  { version: '5.6', python: requirePrerequisite('Celery 5.6') },
];

export type CeleryWorker = {
  python: string;
  /** Of `celery worker`. */
  options?: readonly string[];
  environment?: Readonly<Record<string, string>>;
  /** By what it is known to be up, where it is not the usual line. */
  readyLine?: RegExp;
};

/** The plan with a real Celery worker in place of ours. */
export const withCelery =
  ({
    python,
    options = [],
    environment = {},
    readyLine = / ready\.$/m,
  }: CeleryWorker): NonNullable<OpenStackOptions['plan']> =>
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
      readyLine,
    },
  });

const applications = join(import.meta.dirname, '../../fixtures/celery/test-workers');
