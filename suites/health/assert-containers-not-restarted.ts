import type { ContainerStates } from '../../fixtures/machine/containers-client.ts';
import type { Observations } from '../../harness/check.ts';
import { quoteForShell } from '../../harness/quote-for-shell.ts';
import { Violation, type Cause } from '../../harness/violation.ts';
import { counted } from '../counted.ts';
import type { ProjectFacts } from './container-troubles.ts';
import { setAsideDown } from './containers-down.ts';
import { onMachine } from './on-machine.ts';

/** Throws a Violation where a container died since it was started by somebody, and its restart policy started it again. */
export function assertContainersNotRestarted(states: ContainerStates, facts: ProjectFacts): Observations {
  const { where, project } = facts;
  const { rest, leave } = setAsideDown(states, facts);
  const restarted = rest.filter(({ restarts }) => restarts > 0);
  const [first, ...others] = restarted.map(causeOf);
  if (first === undefined) return leave();
  throw new Violation({
    expected: `every container of the project ${project} still running on ${where} as it was started`,
    actual: restarted.map(({ service, restarts }) => `${service} has ${counted(restarts, 'restart')}`).join('; '),
    cause: first,
    besides: others,
    remedy: onMachine(
      where,
      restarted.map(({ name }) => `${states.engine} logs --tail=100 ${quoteForShell(name)}`),
    ),
  });
}

const causeOf = ({ service }: { service: string }): Cause => ({
  id: 'container-restarted',
  of: service,
  sentence: `the container of ${service} died, and its restart policy started it again: what it was doing is lost, and it may die again`,
});
