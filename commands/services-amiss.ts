import { frozenServices, type Frozen } from '../containers/usage.ts';
import type { UpService, UpStack } from '../containers/with-processes/supervisor.ts';
import { thaw } from './thaw.ts';

type Stack = Pick<UpStack, 'services' | 'engine'>;

/** What is wrong with a stack of ours whatever it answers, a sentence each: what a dead process has left behind may still answer, as nginx's workers do without their master. */
export async function servicesAmiss(
  stack: Stack,
  frozenIn: (stack: Stack) => Promise<Readonly<Record<string, Frozen>>> = frozenServices,
): Promise<string[]> {
  const frozen = await frozenIn(stack);
  return stack.services.flatMap((service) => {
    const { name, running } = service;
    const what = `${name} of our own stack (${placeOf(service)})`;
    if (!running) return [`${what} has died; see ./medcor-verify status`];
    const stopped = frozen[name];
    return stopped ? [`${what} is frozen, and goes on with: ${thaw(stopped, service)}`] : [];
  });
}

const placeOf = ({ pid, container }: UpService): string =>
  container === undefined ? `process ${pid}` : `container ${container.id}`;
