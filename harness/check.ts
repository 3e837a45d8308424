import type { ViolationFacts } from './violation.ts';

/** critical: roll back; major: hold the release; minor: file a ticket. */
export const severities = ['critical', 'major', 'minor'] as const;
export type Severity = (typeof severities)[number];

/** smoke: at most 50 requests in all; full: the default; deep: generated inputs, minutes. */
export const tiers = ['smoke', 'full', 'deep'] as const;
export type Tier = (typeof tiers)[number];

/** observe reads only; probe asks what must be refused; canary writes own marked data and removes it; destructive only on own stacks. */
export const safeties = ['observe', 'probe', 'canary', 'destructive'] as const;
export type Safety = (typeof safeties)[number];

/** What a reader, a report or a selection wants to know of a check without running it. */
export type CheckFacts = {
  /** `<area>.<claim>`; never changes its meaning. */
  id: string;
  /** What must hold, as a sentence with must or should: the title in every report. */
  demand: string;
  /** Where it is promised: an id of contract/promises.ts or the URL of a specification. */
  source: string;
  severity: Severity;
  tier: Tier;
  safety: Safety;
  /** Its prerequisites and positive controls: pointless, and blocked or skipped, while one of these is not green. */
  after: readonly string[];
  /** The layers below it: blocked while one of these is red, so that the root is named once; asked all the same where one is not offered. */
  restsOn?: readonly string[];
  /**
   * Those that tell what this one may run into: it does not wait for them, and is blocked by a red one where it ran into just that. They
   * are asked with it, unless they take longer than it does (a deeper tier) or are not allowed.
   */
  defersTo?: readonly string[];
  /** What a person can do about it, as commands. */
  remedy: string;
  /** The faults that turn this check red, each with the id of the cause that it must then state. */
  refutedBy: Readonly<Record<string, string>>;
  /** A healthy system of ours does not have what it asks for, and skips it: its faults bring that along. */
  shownByFaultsAlone?: true;
  /** What it sends to the target. */
  requests: Requests;
  /** How long it takes at least however fast the target answers, in milliseconds; nothing to speak of where absent. */
  leastMs?: number;
  /** How long it may take before it has failed to answer; the run's default where absent. */
  deadlineMs?: number;
};

/** How many questions a check asks, a connection made counting as one: `least` where all is well, `most` whatever it meets. */
export type Requests = {
  least: number;
  most: number;
  /** The name of what several checks judge in common: it is sent once for all of them. */
  sharedAs?: string;
  /** The name of a connection that one of these makes, and that all checks of a run which name it use together. */
  connection?: string;
  /** Questions among these that are asked once for all checks of a run which name them, and how many they are at least. */
  inCommon?: { name: string; least: number };
};

/** A check that runs here, with the clients it names in `needs`. */
export type RunCheck<Clients, Need extends keyof Clients = keyof Clients> = CheckFacts & {
  needs: readonly Need[];
  run(clients: Pick<Clients, Need>): Promise<Observations | void>;
};

/** What a passed check learned of the target, e.g. `{ version: '1.4.2' }`. What bears the id of another check is told with that one where it is red. */
export type Observations = Readonly<Record<string, string>>;

/** A check that another program runs: Playwright (journeys) or k6 (load). */
export type RunnerCheck = CheckFacts & {
  runner: string;
  /** The surfaces of the target that the runner asks: skipped where one is not offered. */
  needs: readonly string[];
};

export type Check<Clients = never> = RunCheck<Clients> | RunnerCheck;

/** What came of asking one check; `runChecks` adds `blocked`. */
export type Outcome =
  | { verdict: 'passed'; observed?: Observations }
  | { verdict: 'failed'; violation: ViolationFacts }
  /** `lacks`: the check without which this one proves nothing, and which the target accepts unproven. */
  | { verdict: 'skipped'; reason: string; lacks?: string }
  | { verdict: 'broken'; reason: string };

/** Every check that this one builds on: prerequisites, controls and layers below. */
export const foundationsOf = (check: Pick<CheckFacts, 'after' | 'restsOn'>): string[] => [
  ...check.after,
  ...(check.restsOn ?? []),
];

/** These, and the checks that it leaves telling to. */
export const namedBy = (check: Pick<CheckFacts, 'after' | 'restsOn' | 'defersTo'>): string[] => [
  ...foundationsOf(check),
  ...(check.defersTo ?? []),
];

export const areaOf = (id: string): string => id.slice(0, id.indexOf('.'));
