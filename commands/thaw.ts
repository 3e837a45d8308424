import type { Frozen } from '../containers/usage.ts';
import type { UpService } from '../containers/with-processes/supervisor.ts';

/** The command that lets a frozen service of ours go on. */
export const thaw = (frozen: Frozen, { container }: { container?: UpService['container'] | undefined }): string =>
  frozen.by === 'engine' ? `docker unpause ${container?.id ?? ''}` : `kill -CONT ${frozen.processes.join(' ')}`;
