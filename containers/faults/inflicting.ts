import type { Surface } from '../../targets/deployment.ts';
import type { RunningService, Stack } from '../stack.ts';
import type { ManagementApi } from '../with-processes/administer-rabbitmq.ts';

/** A broker as its administrator has it in hand. */
export type BrokerInHand = ManagementApi & {
  /** Runs `rabbitmqctl` on it; what that prints. */
  control: (...command: string[]) => Promise<string>;
};

/** What a fault on a running stack can lay hands on. */
export type Sufferer = Pick<Stack, 'deployment' | 'services'> & { rabbitmq: BrokerInHand };

/** The end of it undoes as much as the stack, and services that it shares, need to go on. */
export type Inflicted = AsyncDisposable & {
  /** Where something befell the way to the stack: how it is asked now. */
  deployment?: Stack['deployment'];
};

/** Inflicted on a stack that is up. */
export type Inflict = (stack: Sufferer) => Promise<Inflicted>;

/** Inflicts one after the other, each to end with `ends`; resolves to how the stack is asked then. */
export async function inflictAll(
  inflictions: readonly Inflict[],
  { deployment, ...stack }: Sufferer,
  ends: AsyncDisposableStack,
): Promise<Stack['deployment']> {
  let asked = deployment;
  for (const inflict of inflictions)
    asked = ends.use(await inflict({ ...stack, deployment: asked })).deployment ?? asked;
  return asked;
}

export const endedBy = (undo: () => void | Promise<void>): AsyncDisposable => ({
  async [Symbol.asyncDispose]() {
    await undo();
  },
});

export function running(services: Stack['services'], name: string): RunningService {
  const service = services[name];
  if (service === undefined) throw new Error(`The stack has no ${name}, so nothing can be done to it.`);
  return service;
}

export function urlOf(surface: Surface): URL {
  if ('notOffered' in surface) throw new Error(`The stack does not offer it: ${surface.notOffered}`);
  return new URL(surface.url);
}
