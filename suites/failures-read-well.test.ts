import { describe, expect, inject, test } from 'vitest';
import { allChecks } from './all-checks.ts';
import { failuresOfOurs } from './testing/failures-of-ours.ts';
import { failuresOfServices } from './testing/failures-of-services.ts';
import { failuresOfTheSilent, failuresOfWebServices } from './testing/failures-of-web-services.ts';
import { failuresUnderLoad } from './testing/failures-under-load.ts';
import { besideGolden, goldenNames } from './testing/golden-text.ts';

const failures = {
  ...failuresOfWebServices,
  ...failuresOfServices(inject('services')),
  ...failuresUnderLoad,
  ...failuresOfOurs,
};

describe.concurrent('at three in the morning a stranger reads', () => {
  test.for(Object.entries(failures))('%s', async ([name, tell]) => {
    const { told, golden } = besideGolden(name, await tell());
    expect(told).toBe(golden);
  });
});

// By themselves: a process that is busy with all the others cannot tell who was silent.
describe('and where somebody is silent', () => {
  test.for(Object.entries(failuresOfTheSilent))('%s', async ([name, tell]) => {
    const { told, golden } = besideGolden(name, await tell());
    expect(told).toBe(golden);
  });
});

test('every golden text is told of something', () => {
  // Those of stacks that are made sick are compared where these are brought up.
  const ofFaults = new Set(
    allChecks.flatMap(({ id, refutedBy }) => Object.keys(refutedBy).map((fault) => `${fault}.${id}`)),
  );
  const told = { ...failures, ...failuresOfTheSilent };
  expect(goldenNames().filter((name) => !(name in told) && !ofFaults.has(name))).toEqual([]);
  expect(goldenNames().filter((name) => ofFaults.has(name)).length).toBeGreaterThanOrEqual(20);
});
