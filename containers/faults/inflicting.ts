import type { Surface } from '../../targets/deployment.ts';
import type { RunningService, Stack } from '../stack.ts';

/** Inflicted on a stack that is up; the end of it undoes as much as the stack needs to end itself. */
export type Inflict = (stack: Pick<Stack, 'deployment' | 'services'>) => Promise<AsyncDisposable>;

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
