import type { AskOptions } from '../../options.ts';

/** A run that has to fail, with secrets and patients' data planted where it looks. */
export type PlantedRun = {
  does: string;
  /** Each must be seen to enter the run, and nowhere in what comes out. */
  plants: readonly string[];
  exitCode: number;
  prepare: (place: Place) => Promise<Prepared>;
};

export type Place = { scope: AsyncDisposableStack; folder: string };

export type Prepared = {
  areas: readonly string[];
  options: AskOptions;
  /** The environment of the run, beside its own folder. */
  variables?: Readonly<Record<string, string>>;
  /** Where reports go instead of the run's own folder. */
  outDirectory?: string;
  /** All that the run was given or met: its words, its files and what passed on the wire. */
  entered: () => Buffer;
};
