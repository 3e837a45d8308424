import { expect, test } from 'vitest';
import type { Observations } from './check.ts';
import type { Result } from './result.ts';
import { mixedVersions, observedVersion } from './versions.ts';

const facts = { demand: '', source: '', severity: 'major', tier: 'smoke', safety: 'observe', remedy: '' } as const;
const observing = (...all: Observations[]): Result[] => all.map(passedObserving);
const passedObserving = (observed: Observations, index: number): Result => ({
  ...facts,
  id: `a.${index}`,
  area: 'a',
  durationMs: 1,
  verdict: 'passed',
  observed,
});

test.for<[string, Observations[], string[], string | undefined]>([
  ['nobody says', [{ workers: 'w1' }], [], undefined],
  ['one says, another does not', [{ workers: 'w1' }, { version: '1' }], [], '1'],
  ['one version', [{ version: '1' }, { version: '1' }], [], '1'],
  [
    'two of one program',
    [{ version: '1' }, { version: '2' }],
    ['the target answered in two versions in one run: 1 and 2'],
    '1 and 2',
  ],
  [
    'one version of two builds',
    [
      { program: 'the API', version: '1', commit: 'abc' },
      { program: 'the API', version: '1', commit: 'def' },
    ],
    ['the API answered in two versions in one run: 1 (abc) and 1 (def)'],
    '1',
  ],
  [
    'a commit without a version',
    [
      { program: 'the API', commit: 'abc' },
      { program: 'the API', commit: 'def' },
    ],
    ['the API answered in two versions in one run: no version (abc) and no version (def)'],
    undefined,
  ],
  [
    'two programs, each in its own version: the check of that compares them',
    [
      { program: 'the API', version: '1' },
      { program: 'the MCP server', version: '2' },
    ],
    [],
    '1 and 2',
  ],
])('%s', ([, observed, mixed, version]) => {
  expect(mixedVersions(observing(...observed))).toEqual(mixed);
  expect(observedVersion(observing(...observed))).toBe(version);
});

test('only what passed has said anything', () => {
  const failed: Result = {
    ...facts,
    id: 'a.failed',
    area: 'a',
    durationMs: 1,
    verdict: 'failed',
    violation: { expected: '', actual: '', cause: { id: 'c', sentence: '' } },
  };
  expect(observedVersion([failed])).toBeUndefined();
});
