import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import packageJson from '../package.json' with { type: 'json' };
import { faults } from '../contract/faults.ts';
import { runIdOf } from '../harness/judge-run.ts';
import { allChecks } from '../suites/all-checks.ts';
import { gapsInProof } from '../suites/proof/coverage.ts';
import { prove as proveFaults } from '../suites/proof/prove.ts';
import { isOnMachine, proveOnMachine } from '../suites/proof/prove-on-machine.ts';
import { judgeProving } from '../suites/proof/proving.ts';
import { readEnvironment } from '../targets/read-environment.ts';
import { chooseFaults, type FaultWords } from './choose-faults.ts';
import { installMissing } from './install-missing.ts';
import { interruptible } from './interruptible.ts';
import { machineToProveOn } from './machine-to-prove-on.ts';
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
    const [onMachine, onStacks] = [
      chosen.faults.filter(isOnMachine),
      chosen.faults.filter((fault) => !isOnMachine(fault)),
    ];
    if (install && onStacks.length > 0) await installMissing(['stack', 'journeys', 'load'], stream);
    const startedAt = new Date();
    const begun = performance.now();
    const environment = readEnvironment();
    const directory = join(outDirectoryOf(reports ? { reports } : {}, environment), `prove-${runIdOf(startedAt)}`);
    const told = proofConsole(stream, signal);
    const asking = { directory, environment, signal, ...told };
    const proofs = onStacks.length === 0 ? [] : await proveFaults({ faults: onStacks, ...asking });
    const machine = onMachine.length === 0 ? undefined : await machineToProveOn(environment);
    const isHere = machine !== undefined && 'engine' in machine;
    if (isHere) proofs.push(...(await proveOnMachine(onMachine, { checks: allChecks, ...machine, ...asking })));
    const proving = judgeProving({
      program: { name: packageJson.name, version: packageJson.version },
      startedAt: startedAt.toISOString(),
      durationMs: performance.now() - begun,
      chosen: onStacks.length + (isHere ? onMachine.length : 0),
      systems: Number(onStacks.length > 0) + Number(isHere),
      chosenBecause: chosen.because,
      checks: allChecks.length,
      gaps: gapsInProof(allChecks, faults),
      ...(machine && 'lacking' in machine ? { notHere: { faults: onMachine, because: machine.lacking } } : {}),
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
