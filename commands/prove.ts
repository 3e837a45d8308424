import { join } from 'node:path';
import { styleText } from 'node:util';
import { faults, type FaultName } from '../contract/faults.ts';
import { didYouMean } from '../harness/nearest.ts';
import { runIdOf } from '../harness/judge-run.ts';
import { UsageError } from '../harness/usage-error.ts';
import { exitCodes } from '../harness/verdict.ts';
import { marks, seconds } from '../reports/story.ts';
import { gapsInProof } from '../suites/proof/coverage.ts';
import { prove as proveFaults, type Proof } from '../suites/proof/prove.ts';
import { allChecks } from '../suites/all-checks.ts';
import { readEnvironment } from '../targets/read-environment.ts';
import { installMissing } from './install-missing.ts';
import { interruptible } from './interruptible.ts';
import { outDirectory } from './out-directory.ts';

/** Prints the kill matrix while it grows: each fault, the checks it turned red, and where that is not what they promise. */
export function prove(
  names: readonly string[],
  { json = false, install = false }: { json?: boolean; install?: boolean },
): Promise<number> {
  const chosen = names.length > 0 ? names.map(known) : (Object.keys(faults) as FaultName[]);
  const stream = json ? process.stderr : process.stdout;
  return interruptible(async (signal) => {
    if (install) await installMissing(['stack', 'journeys', 'load'], stream);
    const begun = performance.now();
    const proofs = await proveFaults({
      faults: chosen,
      directory: join(outDirectory, `prove-${runIdOf(new Date())}`),
      environment: readEnvironment(),
      signal,
      onServicesReady: () => stream.write(`  services are ready after ${seconds(performance.now() - begun)}\n`),
      onProof: (proof) => stream.write(`${lineOf(proof, stream)}\n`),
    });
    const gaps = gapsInProof(allChecks, faults);
    for (const gap of gaps) stream.write(`${marks.failed} ${gap}\n`);
    const asPromised = proofs.filter((proof) => proof.deviations.length === 0).length;
    const proven = asPromised === chosen.length + 1 && gaps.length === 0;
    const summary = `${proven ? 'PROVEN' : 'NOT PROVEN'}  ${asPromised} of ${chosen.length + 1} as promised (the healthy system and ${chosen.length} faults, ${allChecks.length} checks)  ${seconds(performance.now() - begun)}`;
    stream.write(`\n${styleText(['bold', proven ? 'green' : 'red'], summary, { stream })}\n`);
    if (json) process.stdout.write(`${JSON.stringify({ schemaVersion: 1, proven, gaps, proofs }, null, 2)}\n`);
    // Our own trouble is no proof against a check.
    const onlyOurs =
      gaps.length === 0 && proofs.every(({ broken, deviations }) => broken.length > 0 || deviations.length === 0);
    return proven ? exitCodes.verified : onlyOurs ? exitCodes.incomplete : exitCodes.violated;
  });
}

function lineOf({ fault, killed, deviations, durationMs }: Proof, stream: NodeJS.WriteStream): string {
  const name = fault === 'none' ? 'healthy system' : fault;
  const kind = fault === 'none' ? '' : faults[fault].on;
  const mark =
    deviations.length === 0 ? styleText('green', marks.passed, { stream }) : styleText('red', marks.failed, { stream });
  const red = killed.map(({ id, cause }) => `${id} (${cause})`).join(', ') || 'nothing red';
  return [
    `${mark} ${name.padEnd(30)} ${kind.padEnd(8)} ${seconds(durationMs).padStart(7)}  ${red}`,
    ...deviations.map((text) => `    ${text}`),
  ].join('\n');
}

function known(name: string): FaultName {
  if (Object.hasOwn(faults, name)) return name as FaultName;
  throw new UsageError(
    `There is no fault "${name}". ${didYouMean(name, Object.keys(faults))}Faults: ${Object.keys(faults).join(', ')}.`,
  );
}
