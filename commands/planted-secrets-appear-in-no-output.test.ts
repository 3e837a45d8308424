import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { watchCommandLines } from './testing/planted-secrets/command-lines.ts';
import { waysOf } from './testing/planted-secrets/find-plant.ts';
import { programRuns, spawnedRuns } from './testing/planted-secrets/program-runs.ts';
import { runInProcess, type Outcome } from './testing/planted-secrets/run-in-process.ts';
import { runSpawned } from './testing/planted-secrets/run-spawned.ts';
import { refusalsOf, serviceRuns } from './testing/planted-secrets/service-runs.ts';
import { usageRuns } from './testing/planted-secrets/usage-runs.ts';
import { webRuns } from './testing/planted-secrets/web-runs.ts';

async function temporaryFolder(scope: AsyncDisposableStack): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'planted-'));
  scope.defer(() => rm(folder, { recursive: true }));
  return folder;
}

function expectEntered(plants: readonly string[], entered: Buffer): void {
  for (const plant of plants) expect(waysOf(plant, entered), `${plant} enters the run`).not.toEqual([]);
}

function expectNothingTold(plants: readonly string[], { said, files }: Outcome): void {
  for (const plant of plants) {
    expect(waysOf(plant, Buffer.from(said)), said).toEqual([]);
    for (const [file, content] of files) {
      expect(waysOf(plant, Buffer.from(file)), file).toEqual([]);
      expect(waysOf(plant, content), `${file}: ${content.toString('utf8')}`).toEqual([]);
    }
  }
}

describe('in this process', () => {
  const runs = [...webRuns, ...serviceRuns, ...refusalsOf(inject('services')), ...usageRuns];
  test.for(runs)('$does', async ({ plants, exitCode, prepare }) => {
    await using scope = new AsyncDisposableStack();
    const folder = await temporaryFolder(scope);
    const prepared = await prepare({ scope, folder });
    const outcome = await runInProcess(prepared, folder);
    expectEntered(plants, prepared.entered());
    expect({ exitCode: outcome.exitCode, said: outcome.said }).toEqual({ exitCode, said: expect.stringMatching(/\S/) });
    expectNothingTold(plants, outcome);
  });
});

describe('with other programs', () => {
  test.for(programRuns)('$does', async ({ plants, exitCode, prepare }) => {
    await using scope = new AsyncDisposableStack();
    const folder = await temporaryFolder(scope);
    const prepared = await prepare({ scope, folder });
    using commandLines = watchCommandLines();
    const outcome = await runInProcess(prepared, folder);
    expectEntered(plants, prepared.entered());
    expect({ exitCode: outcome.exitCode, said: outcome.said }).toEqual({ exitCode, said: expect.stringMatching(/\S/) });
    expectNothingTold(plants, outcome);
    for (const plant of plants) expect(waysOf(plant, commandLines.seen())).toEqual([]);
  });
});

describe('as a program', () => {
  test.for(spawnedRuns)('$does', async ({ plants, ends, prepare }) => {
    await using scope = new AsyncDisposableStack();
    const folder = await temporaryFolder(scope);
    const prepared = await prepare({ scope, folder });
    const outcome = await runSpawned(prepared, folder);
    expectEntered(plants, prepared.entered());
    expect(outcome.ended).toEqual(ends);
    expectNothingTold(plants, outcome);
  });
});
