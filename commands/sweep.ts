import { findEngine } from '../containers/engine/find-engine.ts';
import { ownStackName } from '../containers/with-processes/own-stack-name.ts';
import { findUp } from '../containers/with-processes/supervisor.ts';
import { sweep } from '../containers/with-processes/sweep.ts';
import { safeties } from '../harness/check.ts';
import { UsageError } from '../harness/usage-error.ts';
import { exitCodes } from '../harness/verdict.ts';
import { keepLedger, leftInTargets } from '../suites/keep-ledger.ts';
import type { Deployment } from '../targets/deployment.ts';
import { readEnvironment, type Environment } from '../targets/read-environment.ts';
import { namedDeployment } from './choose-deployment.ts';
import { interruptible } from './interruptible.ts';
import type { AskOptions } from './options.ts';
import { sweptLines } from './swept-lines.ts';
import { tellLines } from './tell-lines.ts';

/**
 * Removes what killed runs of ours left on this machine and in the target that the options name (else in the stack that is up), and says
 * what that was. Without a target it tells what is left in others. Exit 4 while something is left.
 */
export function sweepLeftovers(options: AskOptions): Promise<number> {
  const environment = readEnvironment();
  return interruptible(async (signal) => {
    const target = await namedDeployment(options, environment);
    if (target) refuseUnlessWritable(target);
    const swept = sweptLines([...(await sweep()), ...(await sweepEngine(environment))]);
    const deployment = target ?? (await findUp(ownStackName))?.deployment;
    const found = deployment ? await sweepTarget(deployment, { environment, signal }) : { swept: [], residue: [] };
    const elsewhere = target ? [] : await leftInTargets(environment);
    tell([...swept, ...found.swept], [...found.residue, ...elsewhere]);
    return found.residue.length + elsewhere.length > 0 ? exitCodes.residue : exitCodes.verified;
  });
}

/** What owners left in a container engine whose folders are gone, too. */
async function sweepEngine(environment: Environment): Promise<string[]> {
  const found = await findEngine(environment);
  if ('none' in found) return [];
  return (await import('../containers/with-testcontainers/owned.ts')).removeOfTheDead(found.engine);
}

type Swept = { swept: string[]; residue: string[] };

async function sweepTarget(
  deployment: Deployment,
  { environment, signal }: { environment: Environment; signal: AbortSignal },
): Promise<Swept> {
  const ledger = keepLedger({ deployment, environment, safety: 'canary' });
  const { warnings } = await ledger.lookBack(signal);
  const residue = await ledger.settle(signal);
  return { swept: await ledger.swept(), residue: [...warnings, ...residue] };
}

/** To remove is to write. */
function refuseUnlessWritable({ name, furthestSafety }: Deployment): void {
  if (safeties.indexOf(furthestSafety) >= safeties.indexOf('canary')) return;
  throw new UsageError(
    `The target "${name}" allows ${furthestSafety} at most, and to sweep it is to write to it. Set furthestSafety to canary in its profile, or remove by hand what ./medcor-verify sweep tells without a target.`,
  );
}

function tell(swept: readonly string[], left: readonly string[]): void {
  const lines = [...swept, ...left.map((sentence) => `residue  ${sentence}`)];
  tellLines(lines.length === 0 ? ['Nothing was left behind.'] : lines);
}
