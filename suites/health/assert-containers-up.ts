import type { ContainerState } from '../../fixtures/machine/container-state.ts';
import type { ContainerStates } from '../../fixtures/machine/containers-client.ts';
import type { Observations } from '../../harness/check.ts';
import type { ProjectFacts } from './container-troubles.ts';
import { downAmong, refuseNone } from './containers-down.ts';

/**
 * Throws a Violation where a container of the project does not run, or where none runs at all. What is meant to end may have ended with
 * 0. That there is none, and which one is missing, another check tells.
 */
export function assertContainersUp(states: ContainerStates, facts: ProjectFacts): Observations {
  refuseNone(states, facts);
  const violation = downAmong(states, facts);
  if (violation) throw violation;
  const { containers } = states;
  const ended = containers.filter(({ status }) => status !== 'running');
  const resting = ended.filter(({ service }) => facts.optional.includes(service));
  const done = ended.filter((container) => !resting.includes(container));
  return {
    containers: `${containers.length}`,
    ...(done.length === 0 ? {} : { endedAsMeant: servicesOf(done) }),
    ...(resting.length === 0 ? {} : { needNotRun: servicesOf(resting) }),
  };
}

const servicesOf = (containers: readonly ContainerState[]): string =>
  containers.map(({ service }) => service).join(', ');
