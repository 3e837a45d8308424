import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { waysOf } from './testing/planted-secrets/find-plant.ts';
import { runInProcess } from './testing/planted-secrets/run-in-process.ts';
import { refusalsOf, serviceRuns } from './testing/planted-secrets/service-runs.ts';
import { usageRuns } from './testing/planted-secrets/usage-runs.ts';
import { webRuns } from './testing/planted-secrets/web-runs.ts';

const runs = [...webRuns, ...serviceRuns, ...refusalsOf(inject('services')), ...usageRuns];

test.for(runs)('$does', async ({ plants, exitCode, prepare }) => {
  await using scope = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'planted-'));
  scope.defer(() => rm(folder, { recursive: true }));
  const prepared = await prepare({ scope, folder });

  const outcome = await runInProcess(prepared, folder);

  // The run met what was planted, and failed.
  const entered = prepared.entered();
  for (const plant of plants) expect(waysOf(plant, entered), `${plant} enters the run`).not.toEqual([]);
  expect({ exitCode: outcome.exitCode, said: outcome.said }).toEqual({ exitCode, said: expect.stringMatching(/\S/) });
  for (const plant of plants) {
    expect(waysOf(plant, Buffer.from(outcome.said)), outcome.said).toEqual([]);
    for (const [file, content] of outcome.files) {
      expect(waysOf(plant, content), `${file}: ${content.toString('utf8')}`).toEqual([]);
      expect(waysOf(plant, Buffer.from(file)), file).toEqual([]);
    }
  }
});
