import { globSync } from 'node:fs';
import { expect, test } from 'vitest';
import config from './vitest.config.ts';

const allTests = globSync('**/*.test.ts', { exclude: ['node_modules', 'reports/out'] });

test('every test file is run by one project: a folder that none names would stay untested, and nobody would hear of it', () => {
  const projects = (config.test?.projects ?? []) as { test: { include: string[]; exclude?: string[] } }[];
  const run = projects.flatMap(({ test: { include, exclude = [] } }) => globSync(include, { exclude }));
  expect(run.toSorted()).toEqual(allTests.toSorted());
});
