import type { Run } from '../harness/run.ts';

/** A way of telling a run beside the console: reads results, judges nothing. Throws where it cannot be written. */
export type Report = {
  /** It is written outside of the run's folder. */
  elsewhere?: boolean;
  write: (run: Run, place: Place) => Promise<void> | void;
};

export type Place = {
  /** The run's own folder, which exists. */
  directory: string;
  /** The file in which GitHub Actions wants the summary of a step. */
  githubStepSummary?: string;
};
