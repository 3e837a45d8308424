import { join } from 'node:path';
import { findChromium } from '../containers/prerequisites/find-chromium.ts';
import { findK6 } from '../containers/prerequisites/find-k6.ts';
import type { Finding } from '../containers/prerequisites/prerequisite.ts';
import { thisMachine } from '../containers/prerequisites/this-machine.ts';
import { loadSeconds as defaultLoadSeconds } from '../contract/load.ts';
import type { Runner } from '../harness/runner.ts';
import type { Deployment } from '../targets/deployment.ts';
import type { Environment } from '../targets/read-environment.ts';

export type RunnersOptions = {
  deployment: Deployment;
  /** Where the runners keep what they make. */
  directory: string;
  environment: Environment;
  loadSeconds?: number;
};

/** They begin when nothing else is under way: load must not share the machine. */
export const runnersAlone: readonly string[] = ['load'];

/** Who runs the checks that other programs run; each is loaded and looked for only when one of its checks is asked. */
export function runnersFor({ deployment, directory, environment, loadSeconds = defaultLoadSeconds }: RunnersOptions) {
  const journeys: Runner = async (ids, options) => {
    const { journeysRunner } = await import('./journeys/run-journeys.ts');
    const chromium = pathOf(findChromium(thisMachine(environment)));
    return journeysRunner({ deployment, chromium, directory: join(directory, 'journeys') })(ids, options);
  };
  const load: Runner = async (ids, options) => {
    const { loadRunner } = await import('./load/run-load.ts');
    const k6 = pathOf(findK6(thisMachine(environment)));
    return loadRunner({ deployment, k6, directory: join(directory, 'load'), seconds: loadSeconds })(ids, options);
  };
  return { journeys: { run: journeys }, load: { run: load, alone: runnersAlone.includes('load') } };
}

/** Why a runner could not run here, by its name: the program that it starts is missing. */
export function missingPrograms(environment: Environment): Readonly<Record<string, string | undefined>> {
  const machine = thisMachine(environment);
  const absence = (finding: { path: string } | { absent: string }) =>
    'absent' in finding ? finding.absent : undefined;
  return { journeys: absence(findChromium(machine)), load: absence(findK6(machine)) };
}

const pathOf = (finding: Finding): string | { absent: string } => ('path' in finding ? finding.path : finding);
