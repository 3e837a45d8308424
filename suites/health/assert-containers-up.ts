import type { ContainerState } from '../../fixtures/machine/container-state.ts';
import type { ContainersClient, ContainerStates } from '../../fixtures/machine/containers-client.ts';
import { Violation, type Cause } from '../../harness/violation.ts';
import { counted } from '../counted.ts';

type Facts = Pick<ContainersClient, 'where' | 'project' | 'expected'>;

/**
 * Throws a Violation where a service of the project has no container, or one that does not run, or where none runs at all. What is meant
 * to end may have ended with 0.
 */
export function assertContainersUp({ containers, now }: ContainerStates, facts: Facts): Record<string, string> {
  const { where, project, expected } = facts;
  const refuse = (actual: string, cause: Cause, remedy: string) =>
    new Violation({ expected: `every service of the project ${project} running on ${where}`, actual, cause, remedy });
  if (containers.length === 0) {
    const sentence = `the project ${project} has no container on ${where}: it is down, or has another name`;
    const names = `docker ps --all --format '{{.Label "com.docker.compose.project"}} {{.Names}}'`;
    throw refuse('no container', { id: 'project-is-down', sentence }, `${names}; ${up}`);
  }
  const absent = expected.filter((service) => !containers.some((each) => each.service === service));
  const [first] = absent;
  if (first !== undefined) {
    const cause = { id: 'container-missing', sentence: `the service ${first} has no container` };
    throw refuse(`no container of ${absent.join(', ')}`, cause, `docker-compose ps; ${up}`);
  }
  const troubled = containers.flatMap((container) => {
    const isAwaited = containers.some(({ waitsForEndOf }) => waitsForEndOf.includes(container.service));
    const mustRun = expected.includes(container.service) || (container.isMeantToStay && !isAwaited);
    const cause = troubleWith(container, { now, mustRun });
    return cause === undefined ? [] : [{ ...container, cause }];
  });
  const [worst] = troubled;
  if (worst !== undefined) {
    const { id, sentence } = worst.cause;
    const names = [...new Set(troubled.map(({ service }) => service))];
    const remedy = ['docker-compose ps', ...names.map((name) => `docker-compose logs --tail=50 ${name}`)].join('; ');
    throw refuse(
      troubled.map(seenOf).join('; '),
      { id, sentence: `the container of ${worst.service} ${sentence}` },
      remedy,
    );
  }
  const ended = containers.filter(({ status }) => status !== 'running').map(({ service }) => service);
  if (ended.length === containers.length) {
    const sentence = `no container of the project ${project} runs on ${where}: all have ended with exit code 0, so somebody has stopped it`;
    throw refuse(containers.map(seenOf).join('; '), { id: 'nothing-runs', sentence }, `docker-compose ps; ${up}`);
  }
  return { containers: `${containers.length}`, ...(ended.length === 0 ? {} : { endedAsMeant: ended.join(', ') }) };
}

/** As the guide brings it up. */
const up = 'docker-compose -f docker-compose.prod.yml up -d';

/** Two restarts, the last of them within this time, are no accident that is over. */
const youngMs = 60_000;

function troubleWith(container: ContainerState, { now, mustRun }: { now: Date; mustRun: boolean }): Cause | undefined {
  const { status, exitCode, ranOutOfMemory, restarts, startedAt } = container;
  const again = `dies again and again: it has been started ${counted(restarts, 'time')} by its restart policy`;
  if (status === 'restarting') return { id: 'container-crash-loop', sentence: again };
  if (status === 'running') {
    const isLoop = restarts >= 2 && now.getTime() - startedAt.getTime() < youngMs;
    return isLoop ? { id: 'container-crash-loop', sentence: `${again}, last less than a minute ago` } : undefined;
  }
  if (status === 'exited' || status === 'stopped') {
    if (exitCode === 0 && !mustRun) return undefined;
    const why = ranOutOfMemory
      ? ': it ran out of memory'
      : exitCode === 0
        ? ': somebody has stopped it, or it has ended by itself'
        : '';
    return { id: 'container-exited', sentence: `has ended with exit code ${exitCode}${why}` };
  }
  return { id: 'container-not-running', sentence: `is ${status}` };
}

const seenOf = ({ service, status, exitCode, restarts }: ContainerState): string =>
  `${service} is ${status}${status === 'running' ? '' : ` (exit code ${exitCode})`}${restarts === 0 ? '' : ` after ${counted(restarts, 'restart')}`}`;
