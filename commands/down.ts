import { defaultName, stackKey } from '../containers/with-processes/own-stack-name.ts';
import { endUp } from '../containers/with-processes/supervisor.ts';
import { UsageError } from '../harness/usage-error.ts';
import { stacksOfThisClone } from './stack-named.ts';

export type DownOptions = { name?: string; all?: boolean };

/** Ends the stack that stays (of that name, or all of this clone), and returns once all of it is gone. */
export async function down({ name, all = false }: DownOptions): Promise<void> {
  if (all && name !== undefined) throw new UsageError('--name and --all mean different stacks. Give one of them.');
  const called = all ? (await stacksOfThisClone()).map((stack) => stack.called) : [name ?? defaultName];
  const ended: string[] = [];
  for (const each of called) if (await endUp(stackKey(each))) ended.push(each);
  process.stdout.write(`${ended.length === 0 ? await noneWas(name) : hasEnded(ended)}\n`);
}

const hasEnded = ([first = '', ...others]: readonly string[]): string => {
  if (others.length > 0)
    return `${others.length + 1} stacks have ended (${[first, ...others].join(', ')}); nothing of them is left.`;
  return `The stack${first === defaultName ? '' : ` ${first}`} has ended; nothing of it is left.`;
};

async function noneWas(name: string | undefined): Promise<string> {
  const others = (await stacksOfThisClone()).map((stack) => stack.called);
  if (others.length === 0) return name === undefined ? 'No stack is up.' : `No stack called "${name}" is up.`;
  return `No stack called "${name ?? defaultName}" is up. Up are: ${others.join(', ')}. End one with --name NAME, all with --all.`;
}
