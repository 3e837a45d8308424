import junitReport, { type Builder, type TestCase } from 'junit-report-builder';
import type { Result } from '../harness/result.ts';
import { again, type Run } from '../harness/run.ts';
import { decides } from '../harness/verdict.ts';
import { advices, headline, linesBelow } from './headline.ts';
import { printable } from './printable.ts';
import { reportFile } from './report-file.ts';
import { labelled, storyOf } from './story.ts';

// The package is CommonJS and exports the builder itself, though its types say `default`.
const builder = junitReport as unknown as Builder;

/**
 * JUnit for Jenkins and its like, a suite an area. What could not be told is an `<error>`, never `<skipped>`: Jenkins hides those.
 * The run itself is the last test: red exactly when the run is not verified, whatever the checks say, so that no reader sees green.
 */
export const junit = reportFile('junit.xml', (run) => {
  const report = builder.newBuilder();
  // The older schema, Ant's, knows no zone and no fraction.
  const timestamp = run.startedAt.slice(0, 'YYYY-MM-DDThh:mm:ss'.length);
  for (const [area, results] of Map.groupBy(run.results, (result) => result.area)) {
    const suite = report
      .testSuite()
      .name(area)
      .timestamp(timestamp)
      .time(inSeconds(timeOf(results)));
    for (const result of results) tell(suite.testCase(), result, run);
  }
  const verdict = report.testSuite().name('verdict').timestamp(timestamp).time(0);
  for (const [name, value] of propertiesOf(run)) verdict.property(name, printable(value));
  tellRun(verdict.testCase(), run);
  return report.build();
});

const inSeconds = (ms: number) => Math.round(ms) / 1000;

const timeOf = (results: readonly Result[]) => results.reduce((sum, { durationMs }) => sum + durationMs, 0);

const propertiesOf = (run: Run): [string, string][] => [
  ['word', run.word],
  ['advice', advices[run.advice]],
  ['target', run.target.name],
  ['version', run.target.observedVersion ?? 'unknown'],
  ['expected version', run.target.expectedVersion ?? 'none'],
  ['program', `${run.program.name} ${run.program.version}`],
];

function tellRun(test: TestCase, run: Run): void {
  test.className('verdict').name(`the run is ${run.word}`).time(0);
  test.standardOutput(asText([headline(run), ...linesBelow(run).map(labelled)]));
  const reasons = printable(run.reasons.join('; '));
  if (run.word === 'violated') test.failure(reasons, run.word);
  else if (run.word !== 'verified') test.error(reasons, run.word);
}

function tell(test: TestCase, result: Result, run: Run): void {
  const story = asText(storyOf(result, run));
  test
    .className(result.area)
    .name(printable(`${result.id}: ${result.demand}`))
    .time(inSeconds(result.durationMs));
  switch (result.verdict) {
    case 'passed':
      return;
    case 'skipped':
      test.skipped().standardOutput(story);
      return;
    case 'failed': {
      const { id, sentence } = result.violation.cause;
      if (decides(result, run)) test.failure(printable(sentence), id).stacktrace(story);
      // It has not passed, and a run that is verified all the same must not be red.
      else
        test
          .skipped()
          .standardOutput(`${result.waived ? 'A known failure' : 'A warning'}: it does not count.\n${story}`);
      return;
    }
    case 'blocked':
      test.error(`blocked: ${result.by} is not green`, 'blocked', `Ask the root first: ${again(run, result.by)}`);
      return;
    case 'broken':
      test.error(printable(result.reason), 'broken', story);
  }
}

/** The builder lets all but the first of these end its section of text. */
const asText = (lines: readonly string[]) => lines.join('\n').replaceAll(']]>', String.raw`]]\u003e`);
