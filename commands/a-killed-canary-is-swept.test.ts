import { connect, type Channel, type ChannelModel } from 'amqplib';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Stack } from '../containers/stack.ts';
import { openStack } from '../containers/with-processes/open-stack.ts';
import { defaultQueue } from '../contract/tasks.ts';
import type { Run } from '../harness/run.ts';
import { knownByProfile, type KnownByProfile, type Started } from './testing/known-by-profile.ts';

/** A stack in which nobody takes a canary out of the queue, so that a run can be ended while it is there. */
let stack: Stack;
/** Kept open: a canary lives for nine seconds, and on a busy machine it takes half of them to connect. */
let broker: ChannelModel;
let channel: Channel;
beforeAll(async () => {
  stack = await openStack({ services: inject('services'), fault: 'worker-not-consuming' });
  broker = await connect(brokerUrl(stack));
  channel = await broker.createChannel();
});
afterAll(async () => {
  await broker.close();
  await stack[Symbol.asyncDispose]();
});

test('killed with a canary in the queue: what it left is told by who may only read', async () => {
  await using stranger = await knownByProfile(stack.deployment);
  const target = ['--target', stranger.file];
  const { child, ended } = await startedCanary(stranger);
  child.kill('SIGKILL');
  await ended;
  expect(await messages()).toBe(1);
  const ledgers = await stranger.ledgers();
  expect(Object.values(ledgers).join('')).not.toContain(brokerPassword(stack));

  const observed = await stranger.run('--only', 'health.broker-accepts-connections', ...target, '--json');
  expect((JSON.parse(observed.stdout) as Run).warnings).toEqual([
    expect.stringMatching(
      /^an earlier run left something .* ago: the task celery.accumulate for the queue "celery" at amqp:/,
    ),
  ]);
  expect(await stranger.ledgers()).toEqual(ledgers);

  const anywhere = await stranger.run('sweep');
  expect(anywhere).toMatchObject({ exitCode: 4, stdout: expect.stringContaining('ago in "somewhere else"') });
});

test('and the next run that may write has it gone', async () => {
  await using stranger = await knownByProfile(stack.deployment);
  const { child, ended } = await startedCanary(stranger);
  child.kill('SIGKILL');
  await ended;
  const target = ['--target', stranger.file];
  const next = await stranger.run('queue', ...target, '--safety', 'canary', '--json');
  // What builds on a consumer is blocked in this stack, so incomplete as well; but nothing is residue.
  const words = ['violated', 'incomplete'];
  expect(JSON.parse(next.stdout)).toMatchObject({ word: 'violated', words, residue: [], warnings: [] });
  expect([await messages(), await stranger.ledgers()]).toEqual([0, {}]);
});

test('sweep --target waits for what goes by itself, and exits 4 while something is left', async () => {
  await using stranger = await knownByProfile(stack.deployment);
  const { child, ended } = await startedCanary(stranger);
  child.kill('SIGKILL');
  await ended;

  const swept = await stranger.run('sweep', '--target', stranger.file);
  expect(swept).toEqual({
    exitCode: 0,
    stderr: '',
    stdout: expect.stringMatching(
      /^removed what an earlier run left .* \(its time is over, the queue "celery" is empty/m,
    ),
  });
  expect([await messages(), await stranger.ledgers()]).toEqual([0, {}]);
  expect(await stranger.run('sweep', '--target', stranger.file)).toMatchObject({ exitCode: 0 });

  await using cautious = await knownByProfile(stack.deployment, { furthestSafety: 'probe' });
  expect(await cautious.run('sweep', '--target', cautious.file)).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('allows probe at most, and to sweep it is to write to it'),
  });
});

test('interrupted with a canary under way it says what may be left, and where that is noted', async () => {
  await using stranger = await knownByProfile(stack.deployment);
  const { child, ended } = await startedCanary(stranger);
  child.kill('SIGINT');
  const { exitCode, stderr } = await ended;
  expect(exitCode).toBe(130);
  expect(stderr).toContain('Interrupted by SIGINT: nothing is verified, and this may be left.');
  expect(stderr).toMatch(/^ {2}residue {2}the task celery.accumulate .* 1 message waits in the queue "celery"/m);
  expect(Object.values(await stranger.ledgers())).toEqual([expect.stringContaining('{"event":"settled"')]);
});

test('a canary that a frozen worker may hold is residue beside the violation', async () => {
  await using frozen = await openStack({ services: inject('services'), fault: 'worker-frozen' });
  await using stranger = await knownByProfile(frozen.deployment);
  const { exitCode, stdout } = await stranger.run('queue', '--target', stranger.file, '--safety', 'canary', '--json');
  expect(exitCode).toBe(1);
  const run = JSON.parse(stdout) as Run;
  expect([run.word, run.words.includes('residue')]).toEqual(['violated', true]);
  expect(run.residue).toEqual([expect.stringContaining('does not answer, and may hold it')]);
});

/** A run whose canary is in the queue, which nobody consumes. */
async function startedCanary(stranger: KnownByProfile): Promise<Started> {
  // One that an earlier test left goes by itself.
  await expect.poll(messages, { timeout: 20_000 }).toBe(0);
  const started = stranger.start('queue', '--target', stranger.file, '--safety', 'canary');
  await expect.poll(messages, { timeout: 20_000 }).toBe(1);
  return started;
}

const brokerUrl = ({ deployment }: Stack): string =>
  'url' in deployment.surfaces.broker ? deployment.surfaces.broker.url : '';

const brokerPassword = (of: Stack): string => new URL(brokerUrl(of)).password;

const messages = async (): Promise<number> => (await channel.checkQueue(defaultQueue)).messageCount;
