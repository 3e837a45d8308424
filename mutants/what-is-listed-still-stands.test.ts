import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { listedSurvivors, page } from './listed.ts';
import { stands } from './survivor.ts';

// Whether it still survives only `make mutants` can tell.
test(`each survivor of ${page} changes something that is there`, () => {
  const listed = listedSurvivors();
  expect(listed.length).toBeGreaterThan(0);
  expect(listed.filter((survivor) => !stands(survivor, readFileSync(survivor.file, 'utf8')))).toEqual([]);
});
