import { expect, inject, test } from 'vitest';
import { openStack } from '../containers/with-processes/open-stack.ts';
import { select } from '../harness/selection.ts';
import { judge } from '../harness/verdict.ts';
import { readEnvironment } from '../targets/read-environment.ts';
import { allChecks } from './all-checks.ts';
import { askDeployment } from './ask-deployment.ts';

test('ten runs in a row on the healthy stack pass the same checks and are verified', async () => {
  await using stack = await openStack({ services: inject('services') });
  const { deployment } = stack;
  const selection = select(allChecks, { safety: 'destructive', onlyWhenNamed: ['load'] });
  const directory = 'reports/out/vitest-ten-runs';
  const words: string[] = [];
  for (let run = 0; run < 10; run += 1) {
    const asked = await askDeployment({
      deployment,
      checks: selection.checks,
      directory,
      environment: readEnvironment(),
      safety: 'destructive',
    });
    const { word, reasons } = judge({ ...asked, withheld: selection.withheld, accepted: {}, strict: true });
    const passed = asked.results.filter((result) => result.verdict === 'passed').map((result) => result.id);
    words.push([word, ...reasons, ...passed].join(' '));
  }
  const shown = selection.checks.filter(({ shownByFaultsAlone }) => !shownByFaultsAlone);
  expect(new Set(words)).toEqual(new Set([['verified', ...shown.map(({ id }) => id)].join(' ')]));
}, 240_000);
