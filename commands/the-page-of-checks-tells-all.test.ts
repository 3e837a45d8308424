import { expect, test } from 'vitest';
import { faults } from '../contract/faults.ts';
import { promises } from '../contract/promises.ts';
import { allChecks } from '../suites/all-checks.ts';
import { checkRefutedBy as check } from '../suites/proof/testing/check-refuted-by.ts';
import { checksPage } from './checks-page.ts';

test('a check, its promise, its fault and its cell', () => {
  const page = checksPage({
    checks: [
      {
        ...check('queue.canary-is-executed', { 'worker-frozen': 'silent' }, ['queue.exists']),
        demand: 'A canary must be executed',
        remedy: 'echo `date` | tail',
      },
      { ...check('queue.exists', { 'queue-missing': 'no-queue' }), source: 'https://example.org/amqp' },
    ],
    faults: {
      'worker-frozen': { on: 'running', area: 'queue', tells: 'The worker hears | says nothing.' },
      'queue-missing': { on: 'plan', area: 'queue', tells: 'There is no queue.', besides: 'it is quick.' },
    },
    promises: { s: 'Tasks are executed.' },
  });
  expect(page).toContain(`\
### queue.canary-is-executed

A canary must be executed.

- severity major, tier smoke, safety observe
- promised by [s](#s): Tasks are executed.
- stands after [queue.exists](#queueexists)
- remedy: \`\` echo \`date\` | tail \`\`
- refuted by \`worker-frozen\`, with the cause \`silent\`: The worker hears | says nothing.

### queue.exists

It must.

- severity major, tier smoke, safety observe
- promised by <https://example.org/amqp>
`);
  expect(page).toContain('Tasks are executed. Verified by [queue.canary-is-executed](#queuecanary-is-executed).');
  expect(page).toContain(String.raw`| worker-frozen | running | The worker hears \| says nothing. |`);
  expect(page).toContain('| There is no queue. Kept beside its like: it is quick. |');
  expect(page).toContain(`\
|  | [canary-is-executed](#queuecanary-is-executed) | [exists](#queueexists) |
| --- | --- | --- |
| worker-frozen | silent |  |
| queue-missing |  | no-queue |
`);
});

test('every link inside our own page leads to a heading of it', () => {
  const page = checksPage({ checks: allChecks, faults, promises });
  // As GitHub names headings: lower case, without dots, hyphens for blanks.
  const headings = [...page.matchAll(/^#+ (.+)$/gm)].map(([, text = '']) =>
    text
      .toLowerCase()
      .replaceAll(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  );
  const links = [...page.matchAll(/\]\(#([^)]+)\)/g)].map(([, link = '']) => link);
  expect(links.length).toBeGreaterThan(100);
  expect(links.filter((link) => !headings.includes(link))).toEqual([]);
  expect(new Set(headings).size).toBe(headings.length);
});
