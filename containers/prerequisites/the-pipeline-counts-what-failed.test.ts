import { spawnSync } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from './this-machine.ts';

const green = {
  check: '',
  test: `mkdir -p reports/out/vitest; echo '{"numPassedTests": 40, "numFailedTests": 0, "numPendingTests": 0, "numTodoTests": 0}' > reports/out/vitest/results.json`,
  verify: runThat({ passed: 17, failed: 0 }),
  prove: `echo 'PROVEN  21 of 21 as promised: the healthy system and 20 faults (all); 20 of 20 checks seen red  90.1 s'`,
  load: runThat({ passed: 3, failed: 0 }),
};

test('all green: the last line adds tests, checks and proofs', async () => {
  await using pipeline = await pipelineOf(green);
  expect(pipeline.run()).toEqual({ status: 0, lastLine: '81 passed, 0 failed' });
});

test('what failed is counted where it can be, and what was blocked or broken has not passed', async () => {
  await using pipeline = await pipelineOf({
    ...green,
    verify: `${runThat({ passed: 14, failed: 1, blocked: 1, broken: 1 })}; exit 1`,
    prove: `echo 'NOT PROVEN  19 of 21 as promised: the healthy system and 20 faults (all); 18 of 20 checks seen red  90.1 s'; exit 1`,
  });
  expect(pipeline.run()).toEqual({ status: 1, lastLine: '76 passed, 5 failed' });
});

test('a target that fails without a count is one failure: an old result or none is no result', async () => {
  await using pipeline = await pipelineOf({
    check: 'exit 1',
    // Vitest counts no test of a file that does not load.
    test: `${green.test}; exit 1`,
    verify: green.verify,
    prove: 'exit 3',
    load: 'exit 3',
  });
  expect(pipeline.run()).toEqual({ status: 1, lastLine: '57 passed, 4 failed' });
});

test('a target that is content but left nothing to count is a failure', async () => {
  await using pipeline = await pipelineOf({ ...green, verify: '', prove: '' });
  expect(pipeline.run()).toEqual({ status: 1, lastLine: '43 passed, 2 failed' });
});

test('a test that was skipped has not passed', async () => {
  const skipping = green.test.replace('"numPendingTests": 0', '"numPendingTests": 2');
  await using pipeline = await pipelineOf({ ...green, test: skipping });
  expect(pipeline.run()).toEqual({ status: 1, lastLine: '81 passed, 2 failed' });
});

test('with containers their tests are counted, too; without, the last lines say so', async () => {
  const containers = green.test.replace('"numPassedTests": 40', '"numPassedTests": 14');
  await using pipeline = await pipelineOf({ ...green, containers });
  expect(pipeline.run('yes')).toEqual({ status: 0, lastLine: '95 passed, 0 failed' });
  expect(pipeline.said('no')).toMatch(/Containers were not asked: .*\n\n81 passed, 0 failed\n$/);
});

test('an engine that cannot be had is a failure', async () => {
  await using pipeline = await pipelineOf({ ...green, images: 'exit 2', containers: 'exit 1' });
  expect(pipeline.run('yes')).toEqual({ status: 1, lastLine: '81 passed, 2 failed' });
});

/** What `make verify` leaves behind: a run of its own, with `latest` pointing to it. */
function runThat(counts: { passed: number; failed: number; blocked?: number; broken?: number }): string {
  const results = JSON.stringify({ counts: { blocked: 0, broken: 0, ...counts } });
  return `mkdir -p reports/out/run-of-$2; echo '${results}' > reports/out/run-of-$2/results.json; ln -sfn run-of-$2 reports/out/latest`;
}

/** The pipeline in a project of its own, where a stand-in for make does what `targets` say. */
async function pipelineOf(targets: Readonly<Record<string, string>>) {
  const path = await mkdtemp(join(tmpdir(), 'pipeline-'));
  await cp(join(projectRoot, '.ci', 'run'), join(path, '.ci', 'run'));
  await mkdir(join(path, 'node_modules', '.bin'), { recursive: true });
  await symlink(process.execPath, join(path, 'node_modules', '.bin', 'node'));
  await mkdir(join(path, 'bin'));
  const cases = Object.entries(targets).map(([target, body]) => `${target}) ${body || ':'} ;;`);
  await writeFile(join(path, 'bin', 'make'), `#!/bin/sh\ncase $2 in\n${cases.join('\n')}\nesac\n`);
  await chmod(join(path, 'bin', 'make'), 0o755);
  const start = (asked: 'yes' | 'no') =>
    spawnSync(join(path, '.ci', 'run'), {
      encoding: 'utf8',
      env: { PATH: `${join(path, 'bin')}:/usr/bin:/bin`, CONTAINERS: asked },
    });
  return {
    run(asked: 'yes' | 'no' = 'no') {
      const { status, stdout } = start(asked);
      return { status, lastLine: stdout.trimEnd().split('\n').at(-1) };
    },
    said: (asked: 'yes' | 'no') => start(asked).stdout,
    [Symbol.asyncDispose]: () => rm(path, { recursive: true }),
  };
}
