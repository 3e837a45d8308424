import type { Machine } from './this-machine.ts';

export const purposes = ['stack', 'journeys', 'load', 'celery-tests', 'containers'] as const;
export type Purpose = (typeof purposes)[number];

/** A program that is no npm package: what it is for, where it is looked for, how it comes here. */
export type Prerequisite = {
  name: string;
  purpose: Purpose;
  /** Reads on after "it": "keeps the appointments". */
  why: string;
  /** The versions that will do, short: "2.x", "any". */
  needed: string;
  /** Asks the file system only, so that a second run costs nothing. */
  find(machine: Machine): Finding;
  /** Arguments that make it print its version. */
  versionArguments?: readonly string[];
  install: Installation;
  byHand: ByHand;
};

/** `absent` says what was looked for and not found; `misconfigured` that a person named a place, so that we must not take another. */
export type Finding = { path: string } | { absent: string; misconfigured?: true };

/** Packages of Debian (of Ubuntu, where they differ), or something that we build into .tools. */
export type Installation = { packages: readonly string[]; packagesOnUbuntu?: readonly string[] } | { build: Build };

/** Ends with the program in its place, or throws an Error whose message is a sentence. */
export type Build = (options: { machine: Machine; onProgress: (line: string) => void }) => Promise<void>;

/** The exact command for a person, by the way they install things. */
export type ByHand = { apt: string; brew: string; docker: string };

export type Missing = {
  prerequisite: Prerequisite;
  /** What is missing, what was looked for and what it is needed for; how to get it stands in `byHand`. */
  sentence: string;
  /** A person named its place, and it is not there: nothing that we could install would be used. */
  misconfigured?: true;
};
