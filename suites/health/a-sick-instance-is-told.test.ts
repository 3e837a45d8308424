import { expect, test } from 'vitest';
import type { HealthReport } from '../../fixtures/health/health-report.ts';
import { causeOf } from '../../fixtures/testing/cause-of.ts';
import { Violation } from '../../harness/violation.ts';
import { assertOneVersion } from './assert-one-version.ts';

type Instance = () => HealthReport;

const report = (status: number, healthy: boolean, down = false): HealthReport => ({
  answer: { request: 'GET /', status, contentType: 'application/json', header: () => undefined, text: '{}' },
  status: { word: healthy ? 'ok' : 'down', healthy },
  version: '1.4.2',
  commit: undefined,
  culprit: undefined,
  dependencies: down ? [{ name: 'database', ok: false, said: 'down' }] : [],
});
const well: Instance = () => report(200, true);
const sick: Record<string, Instance> = {
  'that says down': () => report(503, false),
  'that names a dependency down': () => report(200, true, true),
  'that names a culprit': () => ({ ...report(200, true), culprit: 'cache' }),
  'that does not answer': () => {
    throw new Violation({ expected: '', actual: '', cause: { id: 'connection-refused', sentence: '' } });
  },
};

test.each(Object.entries(sick))('an instance %s among two that are well', async (_, instance) => {
  expect(await causeOf(judge(well, instance, well))).toBe('instances-differ-in-health');
});

test('a program whose every answer is sick is the fault of another check', async () => {
  const says = sick['that says down']!;
  await expect(judge(says, says, says)).resolves.toEqual({ build: '1.4.2' });
});

/** A program whose instances answer in turn. */
const judge = (...instances: Instance[]) => {
  let asked = 0;
  return assertOneVersion(new Map([['api', { api: async () => instances[asked++ % instances.length]!() }]]));
};
