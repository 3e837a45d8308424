import type { Verdict } from '../harness/result.ts';

/** What came of asking everything of one deployment on one day. */
export type VersionRecord = {
  /** What was asked, in a few words: "containers, Debian trixie". */
  title: string;
  /** ISO 8601 */
  day: string;
  /** The state of this project that asked. */
  commit: string;
  /** Of the run. */
  word: string;
  /** As the services said themselves, by their names. */
  versions: Readonly<Record<string, string>>;
  /** By the id of the check. */
  results: Readonly<Record<string, Recorded>>;
};

/** `why`: the cause of a failure, what blocks, or the reason why nothing can be known. */
export type Recorded = { verdict: Verdict; why?: string };
