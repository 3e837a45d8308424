import type { CheckFacts } from './check.ts';
import type { Result } from './result.ts';
import { factsOf, type Run } from './run.ts';
import type { Selection } from './selection.ts';
import { count, exitCodes, judge } from './verdict.ts';

export type RunFacts = Pick<Run, 'program' | 'askedAs'> & {
  id: string;
  startedAt: Date;
  durationMs: number;
  target: { name: string; expectedVersion?: string };
  accepted: Readonly<Record<string, string>>;
  narrowedBy: readonly string[];
  residue?: readonly string[];
  troubles?: readonly string[];
  strict?: boolean;
};

/** The run that reports tell: what was asked, what came of it, and the word for it. */
export function judgeRun<Clients>(selection: Selection<Clients>, results: readonly Result[], facts: RunFacts): Run {
  const { accepted, residue = [], troubles = [], strict = false, startedAt, target, narrowedBy, ...told } = facts;
  const verdict = judge({ results, withheld: selection.withheld, accepted, residue, troubles, strict });
  const observedVersion = versionsIn(results);
  return {
    schemaVersion: 1,
    ...told,
    ...verdict,
    exitCode: exitCodes[verdict.word],
    startedAt: startedAt.toISOString(),
    durationMs: Math.round(facts.durationMs),
    target: { ...target, ...(observedVersion === undefined ? {} : { observedVersion }) },
    scope: {
      narrowedBy,
      drawnIn: selection.drawnIn,
      withheld: selection.withheld.map(factsOf),
      notAsked: selection.notAsked.length,
      criticalNotAsked: selection.notAsked.filter(isCritical).map((check) => check.id),
    },
    counts: count(results),
    results,
  };
}

const isCritical = (check: CheckFacts) => check.severity === 'critical';

/** Every version that answered in this run; more than one is told as such. */
function versionsIn(results: readonly Result[]): string | undefined {
  const versions = new Set(
    results.flatMap((result) => (result.verdict === 'passed' ? (result.observed?.['version'] ?? []) : [])),
  );
  return versions.size === 0 ? undefined : [...versions].join(' and ');
}

export const runIdOf = (startedAt: Date): string => startedAt.toISOString().replaceAll(/[:.]/g, '-');
