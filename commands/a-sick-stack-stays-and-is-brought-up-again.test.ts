import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import type { FaultName } from '../contract/faults.ts';
import { ownStackName } from '../containers/with-processes/own-stack-name.ts';
import { endUp, startSupervisor } from '../containers/with-processes/supervisor.ts';
import { type PrivateState, privateState } from '../containers/with-processes/test-harness/private-state.ts';
import { again, type Run } from '../harness/run.ts';

const root = join(import.meta.dirname, '..');
const causes = ({ results }: Run) =>
  results.flatMap((result) =>
    result.verdict === 'failed' ? [{ id: result.id, cause: result.violation.cause.id }] : [],
  );
let state: PrivateState;
beforeAll(async () => {
  state = await privateState();
  vi.stubEnv('TMPDIR', state.folder);
});
afterAll(async () => {
  await endUp(ownStackName);
  vi.unstubAllEnvs();
  await state[Symbol.asyncDispose]();
});

const shell = (command: string) =>
  new Promise<{ exitCode: unknown; stdout: string }>((resolve) => {
    execFile(
      'sh',
      ['-c', command],
      { cwd: root, env: { PATH: process.env['PATH'], TMPDIR: state.folder } },
      (error, stdout) => resolve({ exitCode: error?.code ?? 0, stdout }),
    );
  });

const ask = async (command: string): Promise<Run> => JSON.parse((await shell(`${command} --json`)).stdout) as Run;

test('a healthy stack that stays is asked again itself', async () => {
  await startSupervisor(ownStackName, { services: inject('services') });
  const run = await ask('./medcor-verify --only health.cache-answers');
  expect(run).toMatchObject({ word: 'verified', askedAs: '' });
  // Nobody has systemd or Compose there, as on the guide's machine.
  const helps =
    /^\.\/medcor-verify status; tail -n 50 \S+\/\*\.log; \.\/medcor-verify down; \.\/medcor-verify up --stack processes$/;
  expect(run.ownStack).toEqual({ remedy: expect.stringMatching(helps) });
  expect((await shell('./medcor-verify status')).stdout).not.toContain('fault');
  await endUp(ownStackName);
});

// One of each kind: in the plan, in the running stack, in a program.
const sick: [FaultName, string, string][] = [
  ['api-cannot-reach-cache', 'health.api-is-healthy', 'cache-unreachable-from-api'],
  ['cache-is-down', 'health.cache-answers', 'connection-refused'],
  ['task-unregistered', 'queue.contract-tasks-are-registered', 'task-not-registered'],
];

test.for(sick)('a stack that stays with %s is sick, says so, and how to ask again', async ([fault, id, cause]) => {
  await startSupervisor(ownStackName, { services: inject('services'), fault });
  expect((await shell('./medcor-verify status')).stdout).toContain(`fault      ${fault}: `);
  const run = await ask(`./medcor-verify --only ${id}`);
  expect(causes(run)).toEqual([{ id, cause }]);
  expect(again(run, id)).toBe(againOf(fault, id));
  expect(run.ownStack).toMatchObject({ fault });
  await endUp(ownStackName);
});

test('once it is gone, that line brings it up again', async () => {
  const [fault, id, cause] = sick.at(-1)!;
  expect(causes(await ask(againOf(fault, id)))).toEqual([{ id, cause }]);
});

const againOf = (fault: FaultName, id: string) => `./medcor-verify --stack processes --fault ${fault} --only ${id}`;
