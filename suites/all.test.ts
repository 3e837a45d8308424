import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Stack } from '../containers/stack.ts';
import { openStack } from '../containers/with-processes/open-stack.ts';
import type { Result } from '../harness/result.ts';
import { select } from '../harness/selection.ts';
import { judge } from '../harness/verdict.ts';
import { allureMessages } from '../reports/allure-messages.ts';
import { storyOf } from '../reports/story.ts';
import { readEnvironment } from '../targets/read-environment.ts';
import { allChecks } from './all-checks.ts';
import { askDeployment, type DeploymentAsked } from './ask-deployment.ts';
import { placesOfPromises } from './places-of-promises.ts';

/**
 * The same checks as on the command line, each as one Vitest test that awaits its result: `runChecks` judges, Vitest and Allure tell.
 * Load is left to `make load`: it must not share the machine with other tests.
 */
const selection = select(allChecks, { safety: 'destructive', onlyWhenNamed: ['load'] });
const answers = new Map(selection.checks.map((check) => [check.id, Promise.withResolvers<Result>()]));
const askedHere = {
  id: 'vitest',
  askedAs: '--stack processes',
  places: placesOfPromises,
  target: { name: 'own stack' },
  ownStack: { remedy: './medcor-verify up; ./medcor-verify; ./medcor-verify status; ./medcor-verify down' },
};
let stack: Stack;
let run: Promise<DeploymentAsked>;

beforeAll(async () => {
  stack = await openStack();
  const { deployment } = stack;
  run = askDeployment({
    deployment,
    checks: selection.checks,
    directory: 'reports/out/vitest',
    environment: readEnvironment(),
    safety: 'destructive',
    onResult: (result) => answers.get(result.id)?.resolve(result),
  });
});

afterAll(async () => {
  await stack[Symbol.asyncDispose]();
});

// What a healthy stack of our own gives nothing to ask about, `make prove` asks under its faults.
for (const { id, demand } of selection.checks.filter(({ shownByFaultsAlone }) => !shownByFaultsAlone)) {
  test(`${id}: ${demand}`, async ({ task, skip }) => {
    const result = await (answers.get(id) as PromiseWithResolvers<Result>).promise;
    Object.assign(task.meta, { allureRuntimeMessages: allureMessages(result) });
    if (result.verdict === 'skipped') skip(result.reason);
    expect(result.verdict, storyOf(result, askedHere).join('\n')).toBe('passed');
  });
}

test('the run is verified', async () => {
  const verdict = judge({ ...(await run), withheld: selection.withheld, accepted: {}, strict: true });
  expect(verdict).toMatchObject({ word: 'verified', reasons: [] });
});
