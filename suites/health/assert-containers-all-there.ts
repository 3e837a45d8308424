import type { ContainersClient, ContainerStates } from '../../fixtures/machine/containers-client.ts';
import type { Observations } from '../../harness/check.ts';
import { didYouMean } from '../../harness/nearest.ts';
import { Violation } from '../../harness/violation.ts';
import { orNeedNotRun, upAgain } from './container-remedies.ts';
import { projectIsDown } from './containers-down.ts';
import { explainedByEndOf, fromTheBottomUp } from './what-it-runs.ts';

type Facts = Pick<ContainersClient, 'where' | 'project' | 'optional' | 'services'>;

/** Throws a Violation where the project, or one of its services, has no container; an Error where nobody can tell which there must be. */
export async function assertContainersAllThere(
  states: ContainerStates,
  { where, project, optional, services }: Facts,
): Promise<Observations> {
  if (states.containers.length === 0) throw projectIsDown(states, { where, project });
  const { containers } = states;
  const { names, saidBy, counts = {}, sets } = await services(containers);
  const wanted = names.filter((name) => !optional.includes(name));
  const numberOf = (name: string) => containers.filter(({ service }) => service === name).length;
  const absent = wanted.filter((name) => numberOf(name) === 0);
  const few = wanted.filter((name) => numberOf(name) > 0 && numberOf(name) < (counts[name] ?? 1));
  // Files name their services as Compose does, and a person may misspell them.
  const found = saidBy === 'the profile' ? new Set(containers.map(({ service }) => service)) : new Set<string>();
  const unnamed = [...found].filter((service) => !names.includes(service) && !optional.includes(service));
  const missing = absent.map((service) => noneOf(service, unnamed));
  const [first, ...others] = fromTheBottomUp([...missing, ...few.map(fewOf)], ({ of }) => of);
  const toldFew = few.map((name) => `${numberOf(name)} of ${counts[name]} containers of ${name}`);
  if (first === undefined) return { services: wanted.join(', '), saidBy };
  throw new Violation({
    expected: `a container of every service that ${saidBy} names for the project ${project} on ${where}: ${wanted.join(', ')}`,
    actual: [...(absent.length === 0 ? [] : [`no container of ${absent.join(', ')}`]), ...toldFew].join('; '),
    cause: first,
    besides: others,
    remedy: [
      upAgain(containers, { where, project }, [...absent, ...few], sets),
      ...(absent.length === 0 ? [] : [orNeedNotRun(absent)]),
    ].join('; '),
  });
}

function noneOf(service: string, others: readonly string[]) {
  const meant = didYouMean(service, others).trim();
  return {
    id: 'container-missing',
    of: service,
    sentence: `the service ${service} has no container: it was removed, or never started${meant === '' ? '' : `, or is misspelt. ${meant}`}`,
    ...explainedByEndOf(service),
  };
}

const fewOf = (service: string) => ({
  id: 'container-missing',
  of: service,
  sentence: `the service ${service} has fewer containers than it is to have: one was removed, or never started`,
});
