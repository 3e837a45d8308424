import type { ContainerState } from '../../fixtures/machine/container-state.ts';
import type { ContainerStates } from '../../fixtures/machine/containers-client.ts';
import type { Observations } from '../../harness/check.ts';
import { NotOffered } from '../../harness/not-offered.ts';
import { quoteForShell } from '../../harness/quote-for-shell.ts';
import { Violation, type Cause } from '../../harness/violation.ts';
import type { ProjectFacts } from './container-troubles.ts';
import { setAsideDown } from './containers-down.ts';
import { onMachine } from './on-machine.ts';

/**
 * Throws a Violation where the health check of a running container fails, an Error where one is not over yet; NotOffered where none has
 * one, unless another check tells of some that do not run.
 */
export function assertContainersHealthy(states: ContainerStates, facts: ProjectFacts): Observations {
  const { where, project } = facts;
  const { rest, leave } = setAsideDown(states, facts);
  const running = rest.filter(({ status }) => status === 'running');
  const checked = running.filter(({ health }) => health !== 'none');
  if (checked.length === 0) {
    leave();
    throw new NotOffered(`no container of the project ${project} has a health check`);
  }
  const sick = checked
    .filter(({ health }) => health !== 'healthy')
    .sort((one) => (one.health === 'unhealthy' ? -1 : 1));
  const [first, ...others] = sick;
  const unchecked = running.filter(({ health }) => health === 'none').map(({ service }) => service);
  if (first === undefined)
    return leave({
      healthy: `${checked.length}`,
      ...(unchecked.length === 0 ? {} : { withoutHealthCheck: unchecked.join(', ') }),
    });
  if (first.health !== 'unhealthy') {
    const starting = sick.map(({ service }) => service).join(', ');
    throw new Error(
      `the health of ${starting} of the project ${project} on ${where} is not known yet: the health check has not passed since the start, and may still fail before its start period is over. Ask again when it is.`,
    );
  }
  throw new Violation({
    expected: `every container of the project ${project} on ${where} healthy by its own check`,
    actual: sick.map(({ service, health }) => `${service} is ${health}`).join('; '),
    cause: causeOf(first),
    besides: others.map(causeOf),
    remedy: onMachine(
      where,
      sick
        .filter(({ health }) => health === 'unhealthy')
        .flatMap(({ name }) => [
          `${states.engine} inspect --format '{{json .State.Health}}' ${quoteForShell(name)}`,
          `${states.engine} logs --tail=50 ${quoteForShell(name)}`,
          `${states.engine} restart ${quoteForShell(name)}`,
        ]),
    ),
  });
}

const causeOf = ({ service, health }: ContainerState): Cause =>
  health === 'unhealthy'
    ? { id: 'container-unhealthy', of: service, sentence: `the health check of ${service} fails` }
    : {
        id: 'health-not-known-yet',
        of: service,
        sentence: `the health check of ${service} has not passed since it was started`,
      };
