import type { CheckFacts } from './check.ts';
import type { Result } from './result.ts';
import { factsOf, type Run } from './run.ts';
import type { Selection } from './selection.ts';
import { withSince } from './since.ts';
import { count, exitCodes, judge } from './verdict.ts';
import { mixedVersions, observedVersion } from './versions.ts';
import { staleWaivers } from './stale-waivers.ts';
import type { Waiver } from './waiver.ts';
import { wideWaivers } from './wide-waivers.ts';

export type RunFacts = Pick<
  Run,
  'program' | 'command' | 'ownStack' | 'askedAs' | 'askedWith' | 'directory' | 'places'
> & {
  id: string;
  startedAt: Date;
  durationMs: number;
  target: { name: string; expectedVersion?: string };
  accepted: Readonly<Record<string, string>>;
  waivers?: readonly Waiver[];
  narrowedBy: readonly string[];
  residue?: readonly string[];
  warnings?: readonly string[];
  troubles?: readonly string[];
  strict?: boolean;
  wasVerifiedBefore?: boolean;
};

/** The run that reports tell: what was asked, what came of it, and the word for it. */
export function judgeRun<Clients>(selection: Selection<Clients>, results: readonly Result[], facts: RunFacts): Run {
  const { accepted, residue = [], troubles = [], strict = false, startedAt, target, narrowedBy } = facts;
  const { waivers = [], warnings = [], wasVerifiedBefore = false } = facts;
  const verdict = judge({
    results,
    withheld: selection.withheld,
    accepted,
    drawnIn: selection.drawnIn,
    violations: mixedVersions(results),
    troubles,
    residue,
    warnings: [...warnings, ...wideWaivers(waivers, results, startedAt)],
    stale: staleWaivers(waivers, results, startedAt),
    strict,
    wasVerifiedBefore,
  });
  const observed = observedVersion(results);
  return {
    schemaVersion: 2,
    id: facts.id,
    program: facts.program,
    ...(facts.command === undefined ? {} : { command: facts.command }),
    ...(facts.ownStack === undefined ? {} : { ownStack: facts.ownStack }),
    askedAs: facts.askedAs,
    ...(facts.askedWith === undefined ? {} : { askedWith: facts.askedWith }),
    ...(facts.directory === undefined ? {} : { directory: facts.directory }),
    ...(facts.places === undefined ? {} : { places: placesOf(results, facts.places) }),
    ...verdict,
    strict,
    exitCode: exitCodes[verdict.word],
    startedAt: startedAt.toISOString(),
    durationMs: Math.round(facts.durationMs),
    target: { ...target, ...(observed === undefined ? {} : { observedVersion: observed }) },
    scope: {
      narrowedBy,
      drawnIn: selection.drawnIn,
      withheld: selection.withheld.map((check) => ({ ...factsOf(check), accepted: check.id in accepted })),
      notAsked: selection.notAsked.length,
      criticalNotAsked: selection.notAsked.filter(isCritical).map((check) => check.id),
    },
    residue,
    counts: count(results),
    results: withSince(results),
  };
}

const placesOf = (results: readonly Result[], places: Readonly<Record<string, string>>) =>
  Object.fromEntries(results.flatMap(({ source }) => (places[source] === undefined ? [] : [[source, places[source]]])));

const isCritical = (check: CheckFacts) => check.severity === 'critical';

export const runIdOf = (startedAt: Date): string => startedAt.toISOString().replaceAll(/[:.]/g, '-');
