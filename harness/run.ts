import type { CheckFacts, Safety, Severity } from './check.ts';
import type { Result } from './result.ts';
import type { Counts, RunVerdict } from './verdict.ts';

/** Everything that reports read: one run, judged. Holds no secret. */
export type Run = RunVerdict & {
  schemaVersion: 2;
  /** The start of the run, as a file name: 2026-11-22T10-10-04-123Z. */
  id: string;
  /** ISO 8601. */
  startedAt: string;
  durationMs: number;
  exitCode: number;
  /** A failed minor check, and a stale waiver, counted like any other. */
  strict: boolean;
  program: { name: string; version: string };
  target: {
    name: string;
    /** As its health documents say; absent when none said. */
    observedVersion?: string;
    expectedVersion?: string;
  };
  scope: {
    /** The words that narrowed the question, e.g. `area health`. */
    narrowedBy: readonly string[];
    drawnIn: readonly string[];
    /** Asked for, but further than safety allows; `accepted` when the target's profile accepts that it stays unproven. */
    withheld: readonly { id: string; severity: Severity; safety: Safety; accepted: boolean }[];
    notAsked: number;
    criticalNotAsked: readonly string[];
  };
  /** What of our own data could not be proven removed, a sentence each. */
  residue: readonly string[];
  counts: Counts;
  results: readonly Result[];
  /** How the program is called from where the person asked; `./medcor-verify` where absent. */
  command?: string;
  /** There where the target is a stack of our own. */
  ownStack?: OwnStack;
  /** The options that name this target again, e.g. `--target staging`. */
  askedAs: string;
  /** The whole question as a shell reads it, after the program's name: areas, the options that name this target, and all others. */
  askedWith?: string;
  /** The folder of the run from where the person asked; `reports/out/ID` where absent. */
  directory?: string;
  /** Where the sources of its results stand, e.g. the section of the guide, by their ids. */
  places?: Readonly<Record<string, string>>;
};

/** What to do where it is not well, as commands, and how it was made sick on purpose. */
export type OwnStack = { remedy: string; fault?: string };

/** What a failure needs to know of its run to be told. */
export type RunNamed = Pick<Run, 'id' | 'command' | 'askedAs' | 'directory' | 'places' | 'target' | 'ownStack'>;

export const factsOf = ({ id, severity, safety }: CheckFacts) => ({ id, severity, safety });

/** How to ask one check of this run again. */
export const again = ({ command = './medcor-verify', askedAs }: Pick<Run, 'command' | 'askedAs'>, id: string): string =>
  [command, askedAs, '--only', id].filter(Boolean).join(' ');

/** Where a person finds a file of the run. */
export const pathInRun = (
  { id, directory = `reports/out/${id}` }: Pick<Run, 'id' | 'directory'>,
  file: string,
): string => `${directory}/${file}`;
