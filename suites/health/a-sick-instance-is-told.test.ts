import { expect, test } from 'vitest';
import type { HealthReport } from '../../fixtures/health/health-report.ts';
import { causeOf } from '../../fixtures/testing/cause-of.ts';
import { violationOf } from '../../harness/answer-or-violation.ts';
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
  expect(await causeOf(judge(well, instance, well))).toBe('healthy-to-some');
});

const before: Instance = () => ({ ...report(503, false), version: '1.4.1' });

test('only instances that differ in more than their health are known to be several', async () => {
  expect(await causeOf(judge(well, before, well))).toBe('instances-differ-in-health');
});

test.for<[string, Instance[], string]>([
  ['is well again', [well, sick['that says down']!, well, well, well, well], 'was late or gone for a moment'],
  ['goes on', [well, sick['that says down']!, well], 'one of several instances is sick, or a dependency fails'],
  ['is sick for good', [well, ...Array<Instance>(5).fill(sick['that says down']!)], 'it has just fallen ill'],
])('one that %s when asked again is told as what it can be', async ([, answers, told]) => {
  const violation = await violationOf(judge(...answers));
  expect(violation?.facts.cause.sentence).toContain(told);
  expect(violation?.facts.cause.sentence).not.toContain('several instances answer');
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
