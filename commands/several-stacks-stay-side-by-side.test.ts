import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { treeOf } from '../containers/with-processes/process-usage.ts';
import { type PrivateState, privateState } from '../containers/with-processes/test-harness/private-state.ts';
import type { Run } from '../harness/run.ts';
import { statusSchema } from './schemas/status-schema.ts';
import type { StackStatus } from './status.ts';

const launcher = join(import.meta.dirname, '..', 'medcor-verify');

let state: PrivateState;
beforeAll(async () => {
  state = await privateState();
  // Each brings services of its own, as on the command line.
  await Promise.all(['one', 'two'].map((name) => run('up', '--name', name, '--stack', 'processes')));
}, 120_000);
afterAll(async () => {
  await run('down', '--all');
  await state[Symbol.asyncDispose]();
});

const run = (...words: string[]) =>
  new Promise<{ exitCode: unknown; stdout: string; stderr: string }>((resolve) => {
    const env = { PATH: process.env['PATH'], TMPDIR: state.folder, MEDCOR_REPORTS: join(state.folder, 'reports') };
    execFile(launcher, words, { env }, (error, stdout, stderr) =>
      resolve({ exitCode: error?.code ?? 0, stdout, stderr }),
    );
  });

async function statusOf(name: string): Promise<StackStatus> {
  const { stdout } = await run('status', '--name', name, '--json');
  const { stacks } = JSON.parse(stdout) as { stacks: [StackStatus] };
  return stacks[0];
}

const ask = async (...words: string[]): Promise<Run> => JSON.parse((await run(...words, '--json')).stdout) as Run;

test('status tells of each its services, and they share none', async () => {
  const { exitCode, stdout } = await run('status', '--json');
  expect(exitCode).toBe(0);
  const { stacks } = statusSchema.parse(JSON.parse(stdout));
  expect(stacks.map(({ name }) => name)).toEqual(['one', 'two']);
  for (const { services } of stacks) {
    expect(services.map(({ name }) => name).toSorted()).toEqual([
      'api',
      'epmd',
      'mcp',
      'nginx',
      'postgres',
      'rabbitmq',
      'redis',
      'worker',
    ]);
    for (const service of services) {
      expect(service).toMatchObject({ running: true, memoryBytes: expect.any(Number), upSeconds: expect.any(Number) });
    }
    const without = (fact: 'version' | 'address') =>
      services.filter((service) => service[fact] === undefined).map(({ name }) => name);
    // Erlang's register of names tells no version, and a worker listens nowhere.
    expect({ version: without('version'), address: without('address') }).toEqual({
      version: ['epmd'],
      address: ['worker'],
    });
  }
  const addresses = stacks.flatMap(({ surfaces, services }) => [
    ...new Set([...Object.values(surfaces).map((url) => new URL(url).host), ...services.map(({ address }) => address)]),
  ]);
  const known = addresses.filter((address) => address !== undefined);
  expect(new Set(known).size).toBe(known.length);
});

test.for<[string, string, (pid: number) => number]>([
  ['a service', 'worker', (pid) => pid],
  ['what does the work of one', 'nginx', (master) => treeOf(master).at(-1) ?? 0],
])('%s that stands still is told from one that runs', async ([, service, ofIt]) => {
  const pid = ofIt((await statusOf('two')).services.find(({ name }) => name === service)!.pid);
  process.kill(pid, 'SIGSTOP');
  const told = await run('status', '--name', 'two');
  process.kill(pid, 'SIGCONT');
  expect(told).toMatchObject({ exitCode: 3, stdout: expect.stringContaining(`${service} is frozen`) });
  expect(told.stdout).toContain(`kill -CONT ${pid}`);
  expect(await run('status', '--name', 'two')).toMatchObject({
    exitCode: 0,
    stdout: expect.not.stringContaining('frozen'),
  });
});

test('each is asked by its name, and what dies in one is told of that one alone', async () => {
  const { services } = await statusOf('one');
  process.kill(services.find(({ name }) => name === 'redis')!.pid, 'SIGKILL');
  await expect
    .poll(async () => (await statusOf('one')).services.find(({ name }) => name === 'redis'), { timeout: 10_000 })
    .toMatchObject({ running: false, ended: { how: 'SIGKILL ended it', at: expect.any(String) } });
  const told = await run('status');
  expect(told.exitCode).toBe(3);
  expect(told.stdout).toMatch(/redis has died: SIGKILL ended it at .*; its last words:\n {4}tail .*redis\.log$/m);

  expect(await ask('--target', 'up:one', '--only', 'health.mcp-is-healthy')).toMatchObject({
    word: 'violated',
    target: { name: 'own stack one' },
  });
  expect(await ask('health', '--target', 'up:two')).toMatchObject({
    word: 'verified',
    target: { name: 'own stack two' },
    askedAs: '--target up:two',
  });
});

test('a name means one stack, and a wrong one is told with those that are up', async () => {
  expect(await run('up', '--name', 'two')).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('A stack called "two" is up already.'),
  });
  expect(await run('health', '--target', 'up:three')).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('No stack called "three" is up. Up are: up:one, up:two.'),
  });
  // A bare name is a profile, whatever is up: our own stack must not be green in the place of a deployment.
  expect(await run('health', '--target', 'two')).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('No target is called "two"'),
  });
  expect(await run('health')).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('ask one with --target up:one or --target up:two.'),
  });
});

test('down ends the one that is named, then all, and nothing is left', async () => {
  expect((await run('down')).stdout).toContain('No stack called "up" is up. Up are: one, two.');
  expect((await run('down', '--name', 'one')).stdout).toBe('The stack one has ended; nothing of it is left.\n');
  expect((await run('status', '--name', 'two')).exitCode).toBe(0);
  expect((await run('down', '--all')).stdout).toBe('The stack two has ended; nothing of it is left.\n');
  expect((await run('status')).exitCode).toBe(3);
  expect((await state.leftovers()).filter((path) => !path.startsWith('reports'))).toEqual([]);
});
