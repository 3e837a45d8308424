import { chooseStack, openChosen } from '../containers/choose-stack.ts';
import { debianReleases, type ImageSetName } from '../containers/images/image-sets.ts';
import type { ServiceAddresses, Stack } from '../containers/stack.ts';
import { openStack } from '../containers/with-processes/open-stack.ts';
import type { Clients } from '../fixtures/clients.ts';
import type { Check } from '../harness/check.ts';
import { askedOnMachine } from '../suites/proof/prove-on-machine.ts';
import { type CeleryWorker, celeryVersions, withCelery } from '../suites/queue/celery-worker.ts';
import type { QueueProfile } from '../targets/deployment.ts';
import { readEnvironment } from '../targets/read-environment.ts';
import { openMachineOf } from './open-machine-of.ts';

export type AskedDeployment = {
  /** Of its record. */
  file: string;
  title: string;
  open: (services: ServiceAddresses) => Promise<Stack & { versions?: Readonly<Record<string, string>> }>;
  /** Which of all checks it can be asked, where it is no whole deployment. */
  asked?: (all: readonly Check<Clients>[]) => readonly Check<Clients>[];
  /** What its profile says of its queues. */
  queues?: readonly QueueProfile[];
};

const inContainers = (images: ImageSetName) => async (): Promise<Stack> => {
  const context = { environment: readEnvironment(), tell: () => {} };
  return openChosen(await chooseStack({ stack: 'containers', images }, context), context);
};

const ways: readonly (Omit<CeleryWorker, 'python'> & { name: string; told: string })[] = [
  { name: 'prefork', told: 'prefork' },
  { name: 'solo', told: 'solo', options: ['-P', 'solo'] },
  { name: 'threads', told: 'threads', options: ['-P', 'threads'] },
  { name: 'late-acks', told: 'prefork, late acks', environment: { CELERY_TASK_ACKS_LATE: 'yes' } },
];

const quorum = {
  worker: { environment: { CELERY_QUEUE_TYPE: 'quorum' } },
  queues: [{ name: 'celery', arguments: { 'x-queue-type': 'quorum' } }],
};

const celery = celeryVersions.flatMap(({ version, python }): AskedDeployment[] => [
  ...ways.map(({ name, told, ...way }) => ({
    file: `celery-${version}-${name}`,
    title: `processes, Celery ${version} ${told}`,
    open: (services: ServiceAddresses) => openStack({ services, plan: withCelery({ python, ...way }) }),
  })),
  {
    file: `celery-${version}-quorum-queue`,
    title: `processes, Celery ${version} prefork, quorum queue`,
    queues: quorum.queues,
    open: (services: ServiceAddresses) =>
      openStack({
        services,
        plan: withCelery({
          python,
          ...quorum.worker,
          // 5.2 asks for a limit that counts for all its consumers, which a quorum queue has not, and never gets ready.
          ...(version === '5.2' ? { readyLine: /NOT_IMPLEMENTED/ } : {}),
        }),
      }),
  },
]);

/** Every deployment that is asked for docs/versions.md. */
export const deployments: readonly AskedDeployment[] = [
  { file: 'processes', title: 'processes, our worker', open: (services) => openStack({ services }) },
  { file: 'containers-bookworm', title: 'containers, Debian bookworm, our worker', open: inContainers('bookworm') },
  { file: 'containers-trixie', title: 'containers, Debian trixie, our worker', open: inContainers('trixie') },
  ...celery,
  ...debianReleases.map((release): AskedDeployment => ({
    file: `machine-${release}`,
    title: `units and a Compose project on a machine, by ssh, Debian ${release}`,
    open: () => openMachineOf(release),
    asked: askedOnMachine,
  })),
];
