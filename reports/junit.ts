import junitReport, { type Builder, type TestCase } from 'junit-report-builder';
import type { Result } from '../harness/result.ts';
import { again, type Run } from '../harness/run.ts';
import { storyOf } from './story.ts';
import type { Report } from './report.ts';

// The package is CommonJS and exports the builder itself, though its types say `default`.
const builder = junitReport as unknown as Builder;

/**
 * JUnit for Jenkins and its like, a suite an area. What could not be told is an `<error>`, never `<skipped>`: Jenkins hides those.
 * A run that is not verified though no check is red carries its reasons as an error of its own, so that no reader sees green.
 */
export const junit: Report = {
  file: 'junit.xml',
  render(run) {
    const report = builder.newBuilder();
    for (const [area, results] of Map.groupBy(run.results, (result) => result.area)) {
      const suite = report.testSuite().name(area).timestamp(run.startedAt);
      for (const result of results) tell(suite.testCase(), result, run);
    }
    const verdict = report.testSuite().name('verdict').testCase().className('verdict').name(`the run is ${run.word}`);
    if (run.word === 'violated') verdict.failure(run.reasons.join('\n'), run.word);
    else if (run.word !== 'verified') verdict.error(run.reasons.join('\n'), run.word);
    return report.build();
  },
};

function tell(test: TestCase, result: Result, run: Run): void {
  test
    .className(result.area)
    .name(`${result.id}: ${result.demand}`)
    .time(Math.round(result.durationMs) / 1000);
  switch (result.verdict) {
    case 'passed':
      return;
    case 'skipped':
      test.skipped().standardOutput(result.reason);
      return;
    case 'failed':
      test
        .failure(result.violation.cause.sentence, result.violation.cause.id)
        .stacktrace(storyOf(result, run).join('\n'));
      return;
    case 'blocked':
      test.error(`blocked: ${result.by} is not green`, 'blocked', `Ask the root first: ${again(run, result.by)}`);
      return;
    case 'broken':
      test.error(result.reason, 'broken', storyOf(result, run).join('\n'));
  }
}
