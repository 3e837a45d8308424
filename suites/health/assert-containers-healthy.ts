import type { ContainerState } from '../../fixtures/machine/container-state.ts';
import type { ContainersClient } from '../../fixtures/machine/containers-client.ts';
import { NotOffered } from '../../harness/not-offered.ts';
import { Violation } from '../../harness/violation.ts';

/** Throws a Violation where the health check of a running container does not pass; NotOffered where none has one. */
export function assertContainersHealthy(
  containers: readonly ContainerState[],
  { where, project }: Pick<ContainersClient, 'where' | 'project'>,
): Record<string, string> {
  const running = containers.filter(({ status }) => status === 'running');
  const checked = running.filter(({ health }) => health !== 'none');
  if (checked.length === 0) throw new NotOffered(`no container of the project ${project} has a health check`);
  const sick = checked
    .filter(({ health }) => health !== 'healthy')
    .sort((one) => (one.health === 'unhealthy' ? -1 : 1));
  const [first] = sick;
  const unchecked = running.filter(({ health }) => health === 'none').map(({ service }) => service);
  if (first === undefined)
    return {
      healthy: `${checked.length}`,
      ...(unchecked.length === 0 ? {} : { withoutHealthCheck: unchecked.join(', ') }),
    };
  const isSick = first.health === 'unhealthy';
  throw new Violation({
    expected: `every container of the project ${project} on ${where} healthy by its own check`,
    actual: sick.map(({ service, health }) => `${service} is ${health}`).join('; '),
    cause: isSick
      ? { id: 'container-unhealthy', sentence: `the health check of ${first.service} fails` }
      : {
          id: 'health-not-known-yet',
          sentence: `the health check of ${first.service} has not passed since it was started`,
        },
    remedy: isSick
      ? `docker-compose ps; docker-compose logs --tail=50 ${first.service}; docker-compose restart ${first.service}`
      : 'docker-compose ps, and ask again when the start period of its health check is over',
  });
}
