import { expect, test } from 'vitest';
import { judgeRun } from '../harness/judge-run.ts';
import { passedResult } from '../reports/testing/run-of.ts';
import { servicesAmiss } from './services-amiss.ts';

const services = [
  { name: 'nginx', pid: 11, running: false },
  { name: 'api', pid: 12, running: true },
  { name: 'worker', pid: 13, running: true, container: { id: 'c0ffee', image: 'medcor' } },
];
const nothingFrozen = async () => ({});

const judged = (troubles: readonly string[]) =>
  judgeRun({ checks: [], drawnIn: [], withheld: [], notAsked: [] }, [passedResult], {
    id: 'one',
    startedAt: new Date(0),
    durationMs: 1,
    program: { name: 'medcor-verify', version: '0' },
    target: { name: 'own stack' },
    accepted: {},
    narrowedBy: [],
    askedAs: '',
    troubles,
  });

test('what has died is named, whatever still answers in its place', async () => {
  const troubles = await servicesAmiss({ services }, nothingFrozen);
  expect(troubles).toEqual(['nginx of our own stack (process 11) has died; see ./medcor-verify status']);
  expect(judged(troubles)).toMatchObject({ word: 'incomplete', exitCode: 3, reasons: troubles });
});

test('what is frozen is named, with what lets it go on', async () => {
  const troubles = await servicesAmiss({ services: services.slice(1) }, async () => ({
    api: { by: 'SIGSTOP', processes: [12, 15] },
    worker: { by: 'engine' },
  }));
  expect(troubles).toEqual([
    'api of our own stack (process 12) is frozen, and goes on with: kill -CONT 12 15',
    'worker of our own stack (container c0ffee) is frozen, and goes on with: docker unpause c0ffee',
  ]);
  expect(judged(troubles)).toMatchObject({ word: 'incomplete', exitCode: 3, reasons: troubles });
});

test('of a stack that is whole there is nothing to say', async () => {
  expect(await servicesAmiss({ services: services.slice(1) }, nothingFrozen)).toEqual([]);
});
