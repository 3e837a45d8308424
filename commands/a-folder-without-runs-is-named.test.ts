import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findRun } from './find-run.ts';

test.for(['latest', 'previous'])('%s is no name to correct where nothing was asked yet', async (word) => {
  const folder = await mkdtemp(join(tmpdir(), 'medcor-runs-'));
  await using _ = { [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
  await expect(findRun(word, folder)).rejects.toThrow(
    `There is no run in ${folder} yet. Ask something first: ./medcor-verify --help.`,
  );
});
