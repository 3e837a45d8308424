import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { faults, type FaultName } from '../../contract/faults.ts';
import { allChecks } from '../../suites/all-checks.ts';
import { isOnMachine, proveOnMachine } from '../../suites/proof/prove-on-machine.ts';
import { readEnvironment } from '../../targets/read-environment.ts';
import { debianReleases } from '../images/image-sets.ts';
import { machineImage } from '../images/machine-image.ts';
import { ownEngine } from './test-harness/own-engine.ts';

test.for(debianReleases)('on a real machine of %s, asked by ssh', async (release) => {
  const engine = await ownEngine();
  const directory = await mkdtemp(join(tmpdir(), 'medcor-machine-'));
  await using _ = { [Symbol.asyncDispose]: () => rm(directory, { recursive: true }) };
  const chosen = (Object.keys(faults) as FaultName[]).filter(isOnMachine);
  const proofs = await proveOnMachine(chosen, {
    checks: allChecks,
    engine,
    image: machineImage(release),
    directory,
    environment: readEnvironment(),
    signal: new AbortController().signal,
  });
  expect(proofs.map(({ fault, deviations, troubles }) => ({ fault, deviations, troubles }))).toEqual(
    ['none-on-machine', ...chosen].map((fault) => ({ fault, deviations: [], troubles: [] })),
  );
});
