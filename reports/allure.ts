import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Stage, Status, type StatusDetails } from 'allure-js-commons';
import { ReporterRuntime } from 'allure-js-commons/sdk/reporter';
import type { Result } from '../harness/result.ts';
import type { Run } from '../harness/run.ts';
import { decides } from '../harness/verdict.ts';
import { allureFacts } from './allure-facts.ts';
import { allureFolder } from './allure-folder.ts';
import { advices, coverageOf, headline, linesBelow } from './headline.ts';
import type { Report } from './report.ts';
import { labelled, storyOf } from './story.ts';

/**
 * Allure results in the run's folder. The run itself is one of them: it is passed exactly when the run is verified, since Allure
 * has no word for the whole.
 */
export const allure: Report = {
  async write(run, { directory }) {
    const { writer, flush } = allureFolder(join(directory, 'allure-results'));
    const runtime = new ReporterRuntime({ writer, categories, environmentInfo: environmentOf(run) });
    runtime.writeEnvironmentInfo();
    runtime.writeCategoriesDefinitions();
    const start = Date.parse(run.startedAt);
    for (const { evidence, durationMs, ...test } of [
      ...run.results.map((result) => testOf(result, run)),
      testOfRun(run),
    ]) {
      const uuid = runtime.startTest({ ...test, start, stage: Stage.FINISHED });
      if (evidence !== undefined)
        runtime.writeAttachment(uuid, null, 'evidence', join(directory, evidence), { contentType: 'text/plain' });
      runtime.stopTest(uuid, { stop: start + durationMs });
      runtime.writeTest(uuid);
    }
    await flush();
  },
};

type Told = { status: Status; statusDetails: StatusDetails };

function testOf(result: Result, run: Run) {
  const { displayName, testCaseId, description, labels } = allureFacts(result);
  return {
    name: displayName,
    fullName: result.id,
    testCaseId,
    description,
    labels: [...labels, { name: 'suite', value: result.area }],
    titlePath: [run.target.name, result.area],
    historyId: historyIdOf(result.id, run),
    durationMs: result.durationMs,
    evidence: result.evidence,
    ...tell(result, run),
  };
}

const testOfRun = (run: Run) => ({
  name: `the run is ${run.word}`,
  fullName: 'verdict',
  testCaseId: 'verdict',
  labels: [
    { name: 'severity', value: 'blocker' },
    { name: 'feature', value: 'verdict' },
    { name: 'suite', value: 'verdict' },
  ],
  titlePath: [run.target.name, 'verdict'],
  historyId: historyIdOf('verdict', run),
  durationMs: run.durationMs,
  evidence: undefined,
  status: run.word === 'verified' ? Status.PASSED : run.word === 'violated' ? Status.FAILED : Status.BROKEN,
  statusDetails: {
    message: run.reasons.join('; '),
    trace: [headline(run), ...linesBelow(run).map(labelled)].join('\n'),
  },
});

/** The same check against another target has a history of its own. */
const historyIdOf = (id: string, { target }: Run) =>
  createHash('sha256')
    .update(JSON.stringify([id, target.name]))
    .digest('hex');

/** What could not be told is broken, never skipped: nobody looks at those. */
function tell(result: Result, run: Run): Told {
  const trace = storyOf(result, run).join('\n');
  switch (result.verdict) {
    case 'passed':
      return { status: Status.PASSED, statusDetails: {} };
    case 'failed': {
      const { cause, expected, actual } = result.violation;
      const story = { trace, expected, actual };
      if (decides(result, run)) return { status: Status.FAILED, statusDetails: { message: cause.sentence, ...story } };
      const { waived } = result;
      const why = waived ? `${known} until ${waived.until}: ${waived.reason}` : `${minor}: ${cause.sentence}`;
      return { status: Status.SKIPPED, statusDetails: { message: why, ...story } };
    }
    case 'blocked':
      return { status: Status.BROKEN, statusDetails: { message: `${result.by} is not green; start there`, trace } };
    case 'broken':
      return { status: Status.BROKEN, statusDetails: { message: result.reason, trace } };
    case 'skipped':
      return { status: Status.SKIPPED, statusDetails: { message: `${notOffered}: ${result.reason}`, trace } };
  }
}

const known = 'waived';
const minor = 'a warning, since it is minor';
const notOffered = 'not offered';

const beginsWith = (beginning: string) => `^${beginning}[\\s\\S]*`;

const categories = [
  { name: 'Violations: the target broke a demand', matchedStatuses: [Status.FAILED] },
  { name: 'Could not tell: our own trouble, or a check below is not green', matchedStatuses: [Status.BROKEN] },
  { name: 'Known failures, waived', matchedStatuses: [Status.SKIPPED], messageRegex: beginsWith(known) },
  { name: 'Failed, and is minor', matchedStatuses: [Status.SKIPPED], messageRegex: beginsWith(minor) },
  { name: 'Not offered by the target', matchedStatuses: [Status.SKIPPED], messageRegex: beginsWith(notOffered) },
];

const environmentOf = (run: Run) => ({
  Word: run.word,
  Advice: advices[run.advice],
  Target: run.target.name,
  Version: run.target.observedVersion ?? 'unknown',
  'Expected version': run.target.expectedVersion ?? 'none',
  Covers: coverageOf(run),
  Program: `${run.program.name} ${run.program.version}`,
  Run: run.id,
});
