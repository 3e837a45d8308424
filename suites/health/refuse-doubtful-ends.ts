import type { ContainersClient, ContainerStates } from '../../fixtures/machine/containers-client.ts';
import { hasEnded, isAwaited } from './container-troubles.ts';

type Facts = Pick<ContainersClient, 'where' | 'project' | 'expected' | 'optional' | 'services'>;

/**
 * Throws an Error where a container has ended with 0, nobody waits for its end, and neither profile nor file says whether that is as it
 * should be: a job that is done ends so, and so does a server that somebody has stopped.
 */
export async function refuseDoubtfulEnds({ containers }: ContainerStates, facts: Facts): Promise<void> {
  const { where, project, expected, optional, services } = facts;
  const ended = containers
    .filter(hasEnded)
    .filter(
      ({ exitCode, service }) => exitCode === 0 && !optional.includes(service) && !isAwaited(service, containers),
    );
  // A profile that names what must run has said of all others that they need not.
  if (ended.length === 0 || expected.length > 0) return;
  const { names } = await services(containers);
  const doubtful = [...new Set(ended.map(({ service }) => service))].filter((service) => names.includes(service));
  if (doubtful.length === 0) return;
  const flags = (flag: string) => doubtful.map((service) => `${flag} ${service}`).join(' ');
  throw new Error(
    `whether ${doubtful.join(', ')} of the project ${project} on ${where} ${doubtful.length === 1 ? 'has done its work or was' : 'have done their work or were'} stopped cannot be told: the exit code is 0, no policy starts again what has ended, and nobody waits for the end. Say that it may rest (${flags('--compose-optional')}, or compose.optional of a profile), or name all services that must run (--compose-service, or compose.services), and ask again.`,
  );
}
