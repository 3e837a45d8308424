import type { RunningService } from '../../containers/stack.ts';
import { identityOf } from '../../containers/with-processes/process-identity.ts';

/**
 * Tells, when called, which of the services that run now have ended since, a sentence each: a fault that ends something has done so
 * by now, and what dies later turns checks red for a reason that is not the fault's.
 */
export function watchServices(services: readonly RunningService[]): () => string[] {
  const running = services.filter(isRunning);
  return () =>
    running
      .filter((service) => !isRunning(service))
      .map((service) => `${service.name} ended while the checks were asked${lastWords(service.lastLines())}`);
}

const isRunning = ({ pid }: RunningService): boolean => identityOf(pid) !== undefined;

const lastWords = (lines: readonly string[]): string => {
  const last = lines.at(-1);
  return last === undefined ? ', without a word' : `; its last words: ${last}`;
};
