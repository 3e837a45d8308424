import type { UpStack } from '../containers/with-processes/supervisor.ts';

/** What a dead process has left behind may still answer, as nginx's workers do without their master. */
export const deadServices = ({ services }: Pick<UpStack, 'services'>): string[] =>
  services.flatMap(({ name, pid, running, container }) => {
    const what = container === undefined ? `process ${pid}` : `container ${container.id}`;
    return running ? [] : [`${name} of our own stack (${what}) has died; see ./medcor-verify status`];
  });
