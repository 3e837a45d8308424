import { expect, test } from 'vitest';
import { prometheus } from './prometheus.ts';
import { everythingRun, passedResult, runOf } from './testing/run-of.ts';

const linesOf = async (...run: Parameters<typeof prometheus.render>) => (await prometheus.render(...run)).split('\n');

test('word, counts by area, what was not asked, residue, when and how long', async () => {
  const lines = await linesOf(everythingRun());
  expect(lines).toEqual(
    expect.arrayContaining([
      '# TYPE medcor_verify_run_word gauge',
      'medcor_verify_run_word{target="staging",word="violated"} 1',
      'medcor_verify_run_word{target="staging",word="verified"} 0',
      'medcor_verify_run_info{target="staging",version="1.4.2",expected_version="1.5.0",program_version="0.1.0",advice="hold"} 1',
      'medcor_verify_last_run_timestamp_seconds{target="staging"} 1795342209.1',
      'medcor_verify_run_duration_seconds{target="staging"} 5.1',
      'medcor_verify_checks{target="staging",area="queue",verdict="passed"} 1',
      'medcor_verify_checks{target="staging",area="queue",verdict="failed"} 2',
      'medcor_verify_checks{target="staging",area="queue",verdict="waived"} 1',
      'medcor_verify_checks{target="staging",area="api",verdict="failed"} 0',
      'medcor_verify_checks_not_asked{target="staging",because="narrowed"} 2',
      'medcor_verify_checks_not_asked{target="staging",because="withheld"} 2',
      'medcor_verify_residue{target="staging"} 1',
      'medcor_verify_check_passed{target="staging",area="queue",check="queue.has-a-consumer",severity="critical"} 1',
      'medcor_verify_check_passed{target="staging",area="queue",check="queue.page-opens",severity="critical"} 0',
      'medcor_verify_check_duration_seconds{target="staging",area="queue",check="queue.canary-is-executed",severity="critical"} 5.0124',
    ]),
  );
  expect(Date.parse('2026-11-22T10:10:04Z') / 1000 + 5.1).toBe(1795342209.1);
});

test('a run tells of itself alone: nothing of the one before, and nothing of our own process', async () => {
  await prometheus.render(everythingRun());
  const lines = await linesOf(runOf([passedResult], { target: { name: 'production' } }));
  const samples = lines.filter((line) => line !== '' && !line.startsWith('#'));
  expect(samples.filter((line) => !/^medcor_verify_\w+\{target="production"/.test(line))).toEqual([]);
});
