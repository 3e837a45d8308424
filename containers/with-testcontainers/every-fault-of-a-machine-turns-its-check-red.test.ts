import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { faults, type FaultName } from '../../contract/faults.ts';
import type { Result } from '../../harness/result.ts';
import { storyOf } from '../../reports/story.ts';
import { allChecks } from '../../suites/all-checks.ts';
import { placesOfPromises } from '../../suites/places-of-promises.ts';
import { isOnMachine, proveOnMachine } from '../../suites/proof/prove-on-machine.ts';
import { besideGolden, goldenNames } from '../../suites/testing/golden-text.ts';
import type { Deployment } from '../../targets/deployment.ts';
import { readEnvironment } from '../../targets/read-environment.ts';
import { debianReleases } from '../images/image-sets.ts';
import { machineImage } from '../images/machine-image.ts';
import { machineName } from './open-machine.ts';
import { ownEngine } from './test-harness/own-engine.ts';

const chosen = (Object.keys(faults) as FaultName[]).filter(isOnMachine);

// A machine boots, and each fault takes a second or three to show.
test.for(debianReleases)('on a real machine of %s, asked by ssh', { timeout: 600_000 }, async (release) => {
  const engine = await ownEngine();
  const directory = await mkdtemp(join(tmpdir(), 'medcor-machine-'));
  await using _ = { [Symbol.asyncDispose]: () => rm(directory, { recursive: true }) };
  const stories: Record<string, string[]> = {};
  const proofs = await proveOnMachine(chosen, {
    checks: allChecks,
    engine,
    image: machineImage(release),
    directory,
    environment: readEnvironment(),
    signal: new AbortController().signal,
    onResult: (fault, result, deployment) => {
      if (result.verdict === 'failed') stories[`${fault}.${result.id}`] = storyOn(deployment, result);
    },
  });
  expect(proofs.map(({ fault, deviations, troubles }) => ({ fault, deviations, troubles }))).toEqual(
    ['none-on-machine', ...chosen].map((fault) => ({ fault, deviations: [], troubles: [] })),
  );

  // What somebody has logged is told nowhere.
  const written = await Promise.all(
    (await readdir(directory, { recursive: true })).map((file) => textOf(join(directory, file))),
  );
  expect(JSON.stringify([proofs, stories, written])).not.toContain('secret-of-the-journal');

  for (const [name, story] of Object.entries(stories)) {
    const { told, golden } = besideGolden(name, story);
    expect(told).toBe(golden);
  }
  const named = goldenNames().filter((name) => chosen.some((fault) => name.startsWith(`${fault}.`)));
  expect(Object.keys(stories).toSorted()).toEqual(named.toSorted());
});

/** As a person reads it of their own deployment, whatever ours is called. */
function storyOn({ services }: Deployment, result: Result): string[] {
  const project = services && 'on' in services ? services.compose?.project : undefined;
  const run = { id: '2026-11-22T10-10-04-123Z', askedAs: '--target staging', places: placesOfPromises };
  const story = storyOf(result, { ...run, target: { name: 'staging' } });
  return story.map((line) =>
    line
      .replaceAll(project ?? 'none', 'medcor')
      .replaceAll(machineName, 'app1')
      .replaceAll(/\/\S+\/(?=(?:project|jobs)\.json)/g, '/srv/medcor/')
      // How often depends on how long it takes us to ask, and on how often it was started before.
      .replaceAll(/\b\d+ (?=restarts?\b|times\b)/g, 'SOME ')
      .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g, 'MOMENT'),
  );
}

const textOf = (file: string): Promise<string> => readFile(file, 'utf8').catch(() => '');
