import type { ContainerState } from '../../fixtures/machine/container-state.ts';
import type { ContainerStates } from '../../fixtures/machine/containers-client.ts';
import { BlockedBy, leftTo } from '../../harness/blocked-by.ts';
import { Violation, type Cause } from '../../harness/violation.ts';
import { counted } from '../counted.ts';
import { bringBack, upAgain } from './container-remedies.ts';
import { hasEnded, troubledAmong, type ProjectFacts, type Troubled } from './container-troubles.ts';
import { onMachine } from './on-machine.ts';
import { setAside, type SetAside } from './set-aside.ts';
import { explainedByEndOf, explainedByEndOfProject, fromTheBottomUp } from './what-it-runs.ts';

/** Of a project without any container, as health.containers-are-all-there tells it. */
export const projectIsDown = ({ engine }: ContainerStates, { where, project }: Place): Violation =>
  new Violation({
    expected: `containers of the project ${project} on ${where}`,
    actual: 'no container',
    cause: {
      id: 'project-is-down',
      sentence: `the project ${project} has no container on ${where}: it is down, or has another name`,
      explains: explainedByEndOfProject,
    },
    remedy: `${onMachine(where, [
      `${engine} ps --all --format '{{.Names}} {{.Label "com.docker.compose.project"}}'`,
    ])}; ${upAgain([], { where: 'this machine', project })}`,
  });

type Place = Pick<ProjectFacts, 'where' | 'project'>;

/** The Violation where one of them does not run that should, or none runs at all, as health.containers-are-up tells it. */
export function downAmong(states: ContainerStates, facts: ProjectFacts): Violation | undefined {
  const { containers } = states;
  const { where, project } = facts;
  const violation = (actual: string, [cause, ...besides]: readonly [Cause, ...Cause[]], remedy: string) =>
    new Violation({
      expected: `every container of the project ${project} running on ${where}`,
      actual,
      cause,
      besides,
      remedy,
    });
  const troubled = fromTheBottomUp(troubledAmong(states, facts), ({ service }) => service);
  const [worst, ...others] = troubled;
  if (worst !== undefined) {
    return violation(
      troubled.map(seenOf).join('; '),
      [causeOf(worst), ...others.map(causeOf)],
      bringBack(troubled, states, where),
    );
  }
  if (containers.some(({ status }) => status === 'running')) return undefined;
  const sentence = `no container of the project ${project} runs on ${where}: all have ended, so somebody has stopped it`;
  return violation(
    containers.map(seenOf).join('; '),
    [{ id: 'nothing-runs', sentence, explains: explainedByEndOfProject }],
    upAgain(containers, { where, project }),
  );
}

const causeOf = ({ service, cause: { id, sentence } }: Troubled): Cause => ({
  id,
  of: service,
  sentence: `the container of ${service} ${sentence}`,
  ...explainedByEndOf(service),
});

/** The containers that run as they are meant to. Throws BlockedBy where the project has none. */
export function setAsideDown(states: ContainerStates, facts: ProjectFacts): SetAside<ContainerState> {
  const { containers } = states;
  refuseNone(states, facts);
  const violation = downAmong(states, facts);
  if (violation === undefined) return setAside(containers, []);
  const troubled = new Set(troubledAmong(states, facts).map(({ name }) => name));
  // Where nothing runs there is nothing to judge either.
  const tells = ({ name }: ContainerState) => troubled.size === 0 || troubled.has(name);
  return setAside(containers, [{ id: 'health.containers-are-up', tells, violation: () => violation }]);
}

export function refuseNone(states: ContainerStates, facts: Place): void {
  if (states.containers.length === 0)
    throw new BlockedBy(leftTo(['health.containers-are-all-there'], projectIsDown(states, facts)));
}

const seenOf = (container: ContainerState): string => {
  const { service, status, exitCode, restarts } = container;
  return `${service} is ${status}${hasEnded(container) ? ` (exit code ${exitCode})` : ''}${restarts === 0 ? '' : ` after ${counted(restarts, 'restart')}`}`;
};
