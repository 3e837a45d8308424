import { join, resolve } from 'node:path';
import type { Environment } from '../targets/read-environment.ts';

/** Where runs are kept unless somebody says otherwise. */
export const outDirectory = join(import.meta.dirname, '..', 'reports', 'out');

/** Where the runs of this call are kept; `latest` in it points to the newest. A path starts from where the person stands. */
export const outDirectoryOf = (
  { reports }: { reports?: string },
  { reportsDirectory }: Pick<Environment, 'reportsDirectory'>,
): string => {
  const given = reports ?? reportsDirectory;
  return given === undefined ? outDirectory : resolve(given);
};
