import { expect, test } from 'vitest';
import { readContainers } from '../../fixtures/machine/container-state.ts';
import { containerLine, type ContainerFacts } from '../../fixtures/testing/container-line.ts';
import { refuseDoubtfulEnds } from './refuse-doubtful-ends.ts';

const celery = { service: 'celery', name: '/medcor_celery_1', status: 'exited' };

type Said = { expected?: string[]; optional?: string[]; byFiles?: string[] };

const refuse = (containers: ContainerFacts[], { expected = [], optional = [], byFiles = [] }: Said) =>
  refuseDoubtfulEnds(
    {
      containers: readContainers(containers.map(containerLine).join('\n'), 'app1'),
      now: new Date(),
      engine: 'docker',
    },
    {
      where: 'app1',
      project: 'medcor',
      expected,
      optional,
      services: async () => ({ names: byFiles, saidBy: 'compose.yml' }),
    },
  );

test('whoever has ended with 0, and of whose end nobody has said anything, is in doubt', async () => {
  await expect(refuse([{}, celery], { byFiles: ['web', 'celery'] })).rejects.toThrow(
    /^whether celery of the project medcor on app1 has done its work or was stopped cannot be told: .*--compose-optional celery/,
  );
});

test.for<[string, ContainerFacts[], Said]>([
  ['all run', [{}], { byFiles: ['web'] }],
  ['the file expects no container of it', [{}, celery], { byFiles: ['web'] }],
  ['the profile says that it may rest', [{}, celery], { byFiles: ['web', 'celery'], optional: ['celery'] }],
  ['the profile names what must run', [{}, celery], { byFiles: ['web', 'celery'], expected: ['web'] }],
  [
    'another one waits for its end',
    [{ dependsOn: 'celery:service_completed_successfully:false' }, celery],
    { byFiles: ['web', 'celery'] },
  ],
  ['another check tells that it failed', [{}, { ...celery, exitCode: 1 }], { byFiles: ['web', 'celery'] }],
])('there is no doubt where %s', async ([, containers, said]) => {
  await expect(refuse(containers, said)).resolves.toBeUndefined();
});
