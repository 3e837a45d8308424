import { InvalidArgumentError } from 'commander';
import { defaultName, stackKey } from '../containers/with-processes/own-stack-name.ts';
import type { UpStack } from '../containers/with-processes/supervisor.ts';
import { UsageError } from '../harness/usage-error.ts';

/** A name for a stack that stays, short enough for the folder of its note. */
export function parseStackName(text: string): string {
  if (isName.test(text)) return text;
  throw new InvalidArgumentError(`Give ${ofWhatNamesAre}, e.g. staging.`);
}

const isName = /^[a-z0-9][a-z0-9_-]{0,30}$/i;
const ofWhatNamesAre = 'letters, digits, "-" and "_", 31 at the most';

/**
 * Which stack that stays a target means: `up`, or `up:NAME` for one with a name. The word stands before it so that no profile and no
 * forgotten file can be taken for a stack of ours. Undefined for every other target.
 */
export function stackNameIn(target: string | undefined): string | undefined {
  if (target === defaultName) return defaultName;
  return target?.startsWith(`${defaultName}:`) ? target.slice(defaultName.length + 1) : undefined;
}

/** The target that means the stack of this name. */
export const targetOfStack = (name: string): string => (name === defaultName ? name : `${defaultName}:${name}`);

/** The stack of this name that is up. Throws a UsageError that names those which are, where it is not. */
export async function stackNamed(name: string): Promise<UpStack> {
  if (!isName.test(name)) throw new UsageError(`"${name}" cannot name a stack: give ${ofWhatNamesAre}.`);
  const { findUp } = await import('../containers/with-processes/supervisor.ts');
  const up = await findUp(stackKey(name));
  if (up !== undefined) return up;
  const others = (await stacksOfThisClone()).map((each) => targetOfStack(each.called));
  const known = others.length === 0 ? 'No stack is.' : `Up are: ${others.join(', ')}.`;
  throw new UsageError(
    `No stack called "${name}" is up. ${known} Start it: ./medcor-verify up${name === defaultName ? '' : ` --name ${name}`}.`,
  );
}

/** The stacks of this clone that are up, each with the name that it was given, in the order of these. */
export async function stacksOfThisClone(): Promise<(UpStack & { called: string })[]> {
  const [{ listUp }, { nameOfKey }] = await Promise.all([
    import('../containers/with-processes/supervisor.ts'),
    import('../containers/with-processes/own-stack-name.ts'),
  ]);
  const found = (await listUp()).flatMap((stack) => {
    const called = nameOfKey(stack.name);
    return called === undefined ? [] : [{ ...stack, called }];
  });
  return found.toSorted((one, other) => one.called.localeCompare(other.called, 'en'));
}
