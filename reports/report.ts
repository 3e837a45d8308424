import type { Run } from '../harness/run.ts';

/** A way of telling a run in a file: its name in the run's folder, and the text. Reads results, judges nothing. */
export type Report = { file: string; render(run: Run): string };
