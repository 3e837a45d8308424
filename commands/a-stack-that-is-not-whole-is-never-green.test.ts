import { expect, test } from 'vitest';
import { judgeRun } from '../harness/judge-run.ts';
import { passedResult } from '../reports/testing/run-of.ts';
import { deadServices } from './dead-services.ts';

const services = [
  { name: 'nginx', pid: 11, running: false },
  { name: 'api', pid: 12, running: true },
];

test('what has died is named, whatever still answers in its place', () => {
  const troubles = deadServices({ services });
  expect(troubles).toEqual(['nginx of our own stack (process 11) has died; see ./medcor-verify status']);
  const run = judgeRun({ checks: [], drawnIn: [], withheld: [], notAsked: [] }, [passedResult], {
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
  expect(run).toMatchObject({ word: 'incomplete', exitCode: 3, reasons: troubles });
});

test('of a stack that is whole there is nothing to say', () => {
  expect(deadServices({ services: services.slice(1) })).toEqual([]);
});
