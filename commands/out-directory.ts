import { join } from 'node:path';

/** Where runs are kept; `latest` in it points to the newest. */
export const outDirectory = join(import.meta.dirname, '..', 'reports', 'out');
