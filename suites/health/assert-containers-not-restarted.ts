import type { ContainerState } from '../../fixtures/machine/container-state.ts';
import type { ContainersClient } from '../../fixtures/machine/containers-client.ts';
import { Violation } from '../../harness/violation.ts';
import { counted } from '../counted.ts';

/** Throws a Violation where a container died since it was started by somebody, and its restart policy started it again. */
export function assertContainersNotRestarted(
  containers: readonly ContainerState[],
  { where, project }: Pick<ContainersClient, 'where' | 'project'>,
): void {
  const restarted = containers.filter(({ restarts }) => restarts > 0);
  const [first] = restarted;
  if (first === undefined) return;
  throw new Violation({
    expected: `every container of the project ${project} still running on ${where} as it was started`,
    actual: restarted.map(({ service, restarts }) => `${service} has ${counted(restarts, 'restart')}`).join('; '),
    cause: {
      id: 'container-restarted',
      sentence: `the container of ${first.service} died, and its restart policy started it again: what it was doing is lost, and it may die again`,
    },
    remedy: restarted.map(({ service }) => `docker-compose logs --tail=100 ${service}`).join('; '),
  });
}
