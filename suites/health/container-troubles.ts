import type { ContainerState } from '../../fixtures/machine/container-state.ts';
import type { ContainersClient, ContainerStates } from '../../fixtures/machine/containers-client.ts';
import type { Cause } from '../../harness/violation.ts';
import { counted } from '../counted.ts';
import { isYoung } from './is-young.ts';

/** What a profile says of a project, and where it is asked. */
export type ProjectFacts = Pick<ContainersClient, 'where' | 'project' | 'expected' | 'optional'>;

export type Troubled = ContainerState & { cause: Cause };

/** The containers that do not run as they are meant to, each with the reason. */
export function troubledAmong(
  { containers, now }: Pick<ContainerStates, 'containers' | 'now'>,
  { expected, optional }: Pick<ProjectFacts, 'expected' | 'optional'>,
): Troubled[] {
  return containers.flatMap((container) => {
    const { service } = container;
    const mustRun = expected.includes(service) || (container.isMeantToStay && !isAwaited(service, containers));
    const cause = optional.includes(service) && isAtRest(container) ? undefined : troubleWith(container, now, mustRun);
    return cause === undefined ? [] : [{ ...container, cause }];
  });
}

/** Whether another one waits for its end before it starts. */
export const isAwaited = (service: string, containers: readonly ContainerState[]): boolean =>
  containers.some(({ waitsForEndOf }) => waitsForEndOf.includes(service));

/** Podman has a word of its own for it. */
export const hasEnded = ({ status }: ContainerState): boolean => status === 'exited' || status === 'stopped';

export const isAtRest = (container: ContainerState): boolean => container.status === 'created' || hasEnded(container);

const hourMs = 3_600_000;

function troubleWith(container: ContainerState, now: Date, mustRun: boolean): Cause | undefined {
  const { status, exitCode, ranOutOfMemory, restarts } = container;
  const again = `dies again and again: it has been started ${counted(restarts, 'time')} by its restart policy`;
  if (status === 'restarting') return { id: 'container-crash-loop', sentence: again };
  if (status === 'running') {
    if (restarts >= 2 && isYoung(container, now))
      return { id: 'container-crash-loop', sentence: `${again}, last less than a minute ago` };
    return keepsDying(container, now)
      ? { id: 'container-crash-loop', sentence: `${again}, last less than an hour ago` }
      : undefined;
  }
  if (hasEnded(container)) {
    if (exitCode === 0 && !mustRun) return undefined;
    const why = ranOutOfMemory
      ? ': it ran out of memory'
      : exitCode === 0
        ? ': somebody has stopped it, or it has ended by itself'
        : '';
    return { id: 'container-exited', sentence: `has ended with exit code ${exitCode}${why}` };
  }
  return { id: 'container-not-running', sentence: status === 'created' ? 'was never started' : `is ${status}` };
}

/**
 * Slowly: at least three times, the last within an hour. Docker counts from 0 again when somebody starts it, and does not tell when that
 * was; but not before it was created. So whoever has been up for three times the longest average that this allows is well: it died while
 * its database came up.
 */
function keepsDying({ restarts, startedAt, createdAt }: ContainerState, now: Date): boolean {
  const longestAverageMs = (startedAt.getTime() - createdAt.getTime()) / restarts;
  return restarts >= 3 && now.getTime() - startedAt.getTime() < Math.min(hourMs, 3 * longestAverageMs);
}
