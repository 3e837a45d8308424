import { expect, inject, test } from 'vitest';
import { openStack } from '../containers/with-processes/open-stack.ts';
import type { Run } from '../harness/run.ts';
import { knownByProfile } from './testing/known-by-profile.ts';

test('where nothing can be written a healthy deployment is not verified, and the verdict says why', async () => {
  await using stack = await openStack({ services: inject('services') });
  // Not a byte in any file, as on a full disk.
  await using fullDisk = await knownByProfile(stack.deployment, { before: 'ulimit -f 0' });
  const words = ['--target', fullDisk.file, '--only', 'health.api-is-healthy'];

  const told = await fullDisk.run(...words);
  expect(told).toMatchObject({ exitCode: 3, stdout: expect.stringMatching(/^INCOMPLETE {2}somewhere else/m) });
  for (const report of ['allure-results', 'results.json', 'junit.xml', 'report.html', 'metrics.prom'])
    expect(told.stdout).toMatch(new RegExp(`^  because   the report ${report} could not be written: EFBIG`, 'm'));
  expect(told.stderr).toBe('');

  const { exitCode, stdout } = await fullDisk.run(...words, '--json');
  const run = JSON.parse(stdout) as Run;
  expect([exitCode, run.exitCode, run.word, run.counts.failed]).toEqual([3, 3, 'incomplete', 0]);

  await using stranger = await knownByProfile(stack.deployment);
  expect(await stranger.run('--target', stranger.file, '--only', 'health.api-is-healthy')).toMatchObject({
    exitCode: 0,
  });
});
