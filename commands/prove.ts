import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import packageJson from '../package.json' with { type: 'json' };
import { faults } from '../contract/faults.ts';
import { runIdOf } from '../harness/judge-run.ts';
import { allChecks } from '../suites/all-checks.ts';
import { gapsInProof } from '../suites/proof/coverage.ts';
import { prove as proveFaults } from '../suites/proof/prove.ts';
import { judgeProving } from '../suites/proof/proving.ts';
import { readEnvironment } from '../targets/read-environment.ts';
import { chooseFaults, type FaultWords } from './choose-faults.ts';
import { installMissing } from './install-missing.ts';
import { interruptible } from './interruptible.ts';
import { outDirectoryOf } from './out-directory.ts';
import { proofConsole } from './proof-console.ts';

export type ProveOptions = FaultWords & { json?: boolean; install?: boolean; reports?: string };

/** Sees the healthy system green and each fault turn exactly those checks red that name it; tells and writes the kill matrix. */
export async function prove(
  names: readonly string[],
  { json = false, install = false, reports, ...words }: ProveOptions,
): Promise<number> {
  const chosen = await chooseFaults(names, words);
  const stream = json ? process.stderr : process.stdout;
  return interruptible(async (signal) => {
    const nothing = chosen.faults.length === 0;
    if (install && !nothing) await installMissing(['stack', 'journeys', 'load'], stream);
    const startedAt = new Date();
    const begun = performance.now();
    const environment = readEnvironment();
    const directory = join(outDirectoryOf(reports ? { reports } : {}, environment), `prove-${runIdOf(startedAt)}`);
    const told = proofConsole(stream, signal);
    const proofs = nothing ? [] : await proveFaults({ faults: chosen.faults, directory, environment, signal, ...told });
    const proving = judgeProving({
      program: { name: packageJson.name, version: packageJson.version },
      startedAt: startedAt.toISOString(),
      durationMs: performance.now() - begun,
      chosen: chosen.faults.length,
      chosenBecause: chosen.because,
      checks: allChecks.length,
      gaps: gapsInProof(allChecks, faults),
      proofs,
    });
    const text = `${JSON.stringify(proving, null, 2)}\n`;
    await mkdir(directory, { recursive: true });
    const file = join(directory, 'proof.json');
    await writeFile(file, text);
    told.onEnd(proving, file);
    if (json) process.stdout.write(text);
    return proving.exitCode;
  });
}
