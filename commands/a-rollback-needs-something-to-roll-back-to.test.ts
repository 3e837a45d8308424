import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Run } from '../harness/run.ts';
import { wasVerifiedBefore } from './has-rollback.ts';

type Earlier = [
  id: string,
  word: Run['word'],
  target: Run['target'],
  of?: { askedAs?: string; passed?: readonly string[] },
];

/** What fails in the run that wants to know. */
const red = ['health.api-is-healthy', 'queue.has-a-consumer'];

const now = '2026-11-22T10-10-04-000Z';
const yesterday = '2026-11-21T10-10-04-000Z';
const lastWeek = '2026-11-15T10-10-04-000Z';

async function before(
  earlier: readonly Earlier[],
  target: Run['target'],
  askedAs = '--target staging',
): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'medcor-before-'));
  await using _ = { [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
  for (const [id, word, of, { askedAs: asked = '--target ./staging.json', passed = red } = {}] of earlier) {
    await mkdir(join(folder, id));
    await writeFile(
      join(folder, id, 'results.json'),
      JSON.stringify({
        schemaVersion: 2,
        id,
        word,
        target: of,
        askedAs: asked,
        results: [...passed.map((each) => ({ id: each, verdict: 'passed' })), { id: 'api.x', verdict: 'skipped' }],
      }),
    );
  }
  await mkdir(join(folder, '2026-11-21T11-11-11-000Z'));
  await mkdir(join(folder, '2026-11-21T12-12-12-000Z'));
  await writeFile(join(folder, '2026-11-21T12-12-12-000Z', 'results.json'), '{"schemaVersion": 2, "targ');
  return await wasVerifiedBefore({ id: now, target, askedAs, red }, folder);
}

const staging = (observedVersion?: string, expectedVersion?: string): Run['target'] => ({
  name: 'staging',
  ...(observedVersion ? { observedVersion } : {}),
  ...(expectedVersion ? { expectedVersion } : {}),
});

test.for<[string, Earlier[], Run['target'], boolean]>([
  ['another version was verified', [[yesterday, 'verified', staging('1.4')]], staging('1.5'), true],
  ['the same version was verified', [[yesterday, 'verified', staging('1.5')]], staging('1.5'), false],
  ['another version was violated', [[yesterday, 'violated', staging('1.4')]], staging('1.5'), false],
  ['another version could not be told', [[yesterday, 'incomplete', staging('1.4')]], staging('1.5'), false],
  [
    'another target was verified',
    [[yesterday, 'verified', { ...staging('1.4'), name: 'production' }]],
    staging('1.5'),
    false,
  ],
  ['nothing was asked before', [], staging('1.5'), false],
  ['an earlier version did not tell', [[yesterday, 'verified', staging()]], staging('1.5'), false],
  ['two versions answer now', [[yesterday, 'verified', staging('1.4')]], staging('1.4 and 1.5'), true],
  [
    'nothing answers now, where another was expected',
    [[yesterday, 'verified', staging('1.4', '1.4')]],
    staging(undefined, '1.5'),
    true,
  ],
  [
    'nothing answers now, where the same was expected',
    [[yesterday, 'verified', staging('1.5', '1.5')]],
    staging(undefined, '1.5'),
    false,
  ],
  ['nothing answers now, and nothing is expected', [[yesterday, 'verified', staging('1.4')]], staging(), false],
  [
    'a later run says more',
    [
      [lastWeek, 'verified', staging('1.4')],
      [yesterday, 'violated', staging('1.4')],
    ],
    staging('1.5'),
    false,
  ],
  [
    'what could not be told since changes nothing',
    [
      [lastWeek, 'verified', staging('1.4')],
      [yesterday, 'incomplete', staging('1.4')],
    ],
    staging('1.5'),
    true,
  ],
  [
    'runs of the present version stand between',
    [
      [lastWeek, 'verified', staging('1.4')],
      [yesterday, 'violated', staging('1.5')],
    ],
    staging('1.5'),
    true,
  ],
  [
    'another version was verified, and what is red now was not all asked',
    [[yesterday, 'verified', staging('1.4'), { passed: ['health.api-is-healthy', 'api.appointments-are-listed'] }]],
    staging('1.5'),
    false,
  ],
  [
    'a run that asked for less came after one that asked for all',
    [
      [lastWeek, 'verified', staging('1.4')],
      [yesterday, 'verified', staging('1.4'), { passed: ['health.api-is-healthy'] }],
    ],
    staging('1.5'),
    true,
  ],
  [
    'only the version before the one before was verified in all',
    [
      [lastWeek, 'verified', staging('1.3')],
      [yesterday, 'verified', staging('1.4'), { passed: ['health.api-is-healthy'] }],
    ],
    staging('1.5'),
    false,
  ],
  ['a later run is no earlier one', [['2026-11-23T10-10-04-000Z', 'verified', staging('1.4')]], staging('1.5'), false],
])('%s', async ([, earlier, target, expected]) => {
  expect(await before(earlier, target)).toBe(expected);
});

test('other addresses are another target, whatever safety they were asked with', async () => {
  const given = (observedVersion: string) => ({ name: 'the given addresses', observedVersion });
  const asked = (api: string): Earlier[] => [
    [yesterday, 'verified', given('1.4'), { askedAs: `--api ${api} --safety canary` }],
  ];
  expect(await before(asked('https://a.example.org/'), given('1.5'), '--api https://b.example.org/')).toBe(false);
  expect(await before(asked('https://b.example.org/'), given('1.5'), '--api https://b.example.org/')).toBe(true);
});
