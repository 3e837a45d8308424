import type { Chosen } from './chosen.ts';
import type { UpStack } from '../containers/with-processes/supervisor.ts';
import { UsageError } from '../harness/usage-error.ts';
import { connectionFlagIn, withConnectionFlags, type ConnectionFlags } from '../targets/connection-flags.ts';
import { surfaceNames, type Deployment, type SurfaceName } from '../targets/deployment.ts';
import type { Environment } from '../targets/read-environment.ts';
import { saysNotWhere, servicesFlagIn, withServicesFlags, type ServicesFlags } from '../targets/services-flags.ts';
import { resolveTarget, type Unset } from '../targets/resolve-target.ts';
import { namesNoSurface, targetFromFlags } from '../targets/target-from-flags.ts';
import { askedAsOf } from './asked-as.ts';
import type { AskOptions } from './options.ts';
import { refuseImagesOfProcesses } from './refuse-images-of-processes.ts';
import { refuseProgramFaultOfContainers } from './refuse-program-fault-of-containers.ts';
import { stackNamed, stackNameIn, stacksOfThisClone, targetOfStack } from './stack-named.ts';
import { helpForStackThatStays } from './what-helps.ts';

type Context = {
  environment: Environment;
  signal: AbortSignal;
  stream: NodeJS.WriteStream;
  /** Takes in what the environment lacks, for whoever asks nobody; a lack is wrong usage where absent. */
  unset?: Unset[];
};

/** Without a word that says where, there is nothing to ask: a forgotten variable must not make our own reference green. */
export async function chooseDeployment(
  options: AskOptions,
  context: Context,
  ownStack: (options: AskOptions, context: Context) => Promise<Chosen> = startedStack,
): Promise<Chosen> {
  const named = [options.target && '--target', options.stack && '--stack', addressesIn(options)].filter(Boolean);
  if (named.length > 1) throw new UsageError(`${named.join(' and ')} name different deployments. Give one of them.`);
  refuseImagesOfProcesses(options);
  refuseProgramFaultOfContainers(options);
  if (options.images && !options.stack)
    throw new UsageError(`--images ${options.images} is for a stack of this run: add --stack containers.`);
  if (options.fault && !options.stack) throw new UsageError('--fault is for stacks of our own: add --stack processes.');
  const stack = stackNameIn(options.target);
  if (stack !== undefined) return runningStack(stack, options);
  const deployment = await namedDeployment(options, context.environment, context.unset);
  if (deployment) return { deployment, askedAs: askedAsOf(options), [Symbol.asyncDispose]: nothing };
  refuseConnectionFlags(options);
  return options.stack ? ownStack(options, context) : runningStackWithoutName();
}

/** What names a deployment beside a profile or a stack; beside a profile --services says where the services of that are asked. */
const addressesIn = (options: AskOptions): string | undefined => {
  if (surfaceNames.some((name) => options[name] !== undefined)) return 'addresses';
  return options.services && !options.target ? '--services' : undefined;
};

function refuseConnectionFlags(options: AskOptions): void {
  const what = options.stack || options.target ? undefined : servicesFlagIn(options);
  if (what !== undefined) throw saysNotWhere(what);
  const flag = connectionFlagIn(options) ?? servicesFlagIn(options);
  if (flag === undefined) return;
  throw new UsageError(`${flag} is for deployments that are not ours: add --target NAME or addresses (--api URL …).`);
}

/** The deployment that a profile, addresses or the name of a stack that stays mean; undefined where none is given. */
export async function namedDeployment(
  options: Pick<AskOptions, 'target' | SurfaceName | keyof ConnectionFlags | keyof ServicesFlags>,
  environment: Environment,
  unset?: Unset[],
): Promise<Deployment | undefined> {
  if (!options.target && namesNoSurface(options)) return undefined;
  const stack = stackNameIn(options.target);
  if (stack !== undefined) return (await stackNamed(stack)).deployment;
  const target = options.target ? await targetNamed(options.target) : targetFromFlags(options);
  return resolveTarget(withServicesFlags(withConnectionFlags(target, options), options), environment.variables, unset);
}

/** Reading a profile loads its whole schema, which addresses do not need. */
const targetNamed = async (nameOrFile: string) => (await import('../targets/find-target.ts')).findTarget(nameOrFile);

const startedStack = async (options: AskOptions, context: Context) =>
  (await import('./open-own-stack.ts')).openOwnStack(options, context);

async function runningStack(name: string, options: AskOptions): Promise<Chosen> {
  refuseConnectionFlags(options);
  return chosen(await stackNamed(name), { called: name, itself: askedAsOf(options) });
}

async function runningStackWithoutName(): Promise<Chosen> {
  const { findUp } = await import('../containers/with-processes/supervisor.ts');
  const { defaultName, ownStackName } = await import('../containers/with-processes/own-stack-name.ts');
  const up = await findUp(ownStackName);
  if (up) return chosen(up, { called: defaultName, itself: '' });
  const named = (await stacksOfThisClone()).map((each) => targetOfStack(each.called));
  if (named.length > 0) {
    throw new UsageError(
      `Which one? The stacks that are up have names: ask one with ${named.map((each) => `--target ${each}`).join(' or ')}.`,
    );
  }
  throw new UsageError(
    'There is nothing to ask. Name a deployment with --target NAME, give addresses (--api URL …), start a stack for this run with --stack processes, or one that stays with ./medcor-verify up.',
  );
}

/**
 * What is red under a fault is so on every stack with that fault, also when this one is gone. What is red on a healthy stack is a
 * matter of that very stack, which is asked by its name or without a word: another one would be green.
 */
const chosen = (up: UpStack, { called, itself }: { called: string; itself: string }): Chosen => ({
  deployment: up.deployment,
  askedAs: up.fault ? askedAsOf({ ...kindOf(up), fault: up.fault }) : itself,
  ownStack: helpForStackThatStays(called, up),
  troubles: () => troublesNow(up),
  [Symbol.asyncDispose]: nothing,
});

/** It may have ended, or another one may have its name, by the time that it has answered. */
async function troublesNow(up: UpStack): Promise<string[]> {
  const { findUp } = await import('../containers/with-processes/supervisor.ts');
  const { servicesAmiss } = await import('./services-amiss.ts');
  const now = await findUp(up.name);
  const isTheSame = now?.owner.pid === up.owner.pid && now.owner.startedAt === up.owner.startedAt;
  return isTheSame ? servicesAmiss(now) : ['our own stack has ended meanwhile; see ./medcor-verify status'];
}

const kindOf = ({ images }: UpStack): Pick<AskOptions, 'stack' | 'images'> =>
  images === undefined ? { stack: 'processes' } : { stack: 'containers', images };

const nothing = async () => {};
