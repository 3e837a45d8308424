import type { Result } from '../../harness/result.ts';
import type { Run } from '../../harness/run.ts';
import { decides } from '../../harness/verdict.ts';
import { advices, countsOf, coverageOf, untoldReasons, versionOf, words } from '../headline.ts';
import { printable } from '../printable.ts';
import { blockedByRoot, rootsOf } from '../roots.ts';
import { seconds, tellStory } from '../story.ts';
import { barOf } from './bar.ts';
import { evidenceReader, type Evidence } from './evidence.ts';

/** Everything that the page shows, as texts: the template only puts them in their places. */
export type View = ReturnType<typeof viewOf>;

export function viewOf(run: Run, directory: string) {
  const readEvidence = evidenceReader(directory);
  const story = (result: Result) => storyView(result, run, readEvidence);
  const failed = run.results.filter((result) => result.verdict === 'failed');
  return {
    title: `${run.word.toUpperCase()} ${printable(run.target.name)}`,
    word: run.word,
    target: printable(run.target.name),
    version: versionOf(run).replace(/^v/, 'V'),
    meaning: meanings[run.word],
    alsoHolds: run.words.slice(1),
    advice: advices[run.advice],
    facts: factsOf(run),
    counts: countsOf(run),
    bar: barOf(run),
    roots: rootsOf(run),
    reasons: untoldReasons(run).map(printable),
    violations: failed.filter((result) => decides(result, run)).map(story),
    couldNotTell: run.results.filter(({ verdict }) => verdict === 'broken').map(story),
    blocked: [...blockedByRoot(run.results)].map(([root, ids]) => ({ root, checks: namesOf(ids, run) })),
    residue: run.residue.map(printable),
    warnings: run.warnings.map(printable),
    minor: failed.filter((result) => !result.waived && !decides(result, run)).map(story),
    waived: failed.filter(({ waived }) => waived).map(story),
    notOffered: notOfferedBy(run),
    withheld: run.scope.withheld,
    notAsked: run.scope.notAsked,
    criticalNotAsked: run.scope.criticalNotAsked,
    drawnIn: run.scope.drawnIn,
    areas: areasOf(run),
    passed: run.counts.passed,
    run: run.id,
    program: `${run.program.name} ${run.program.version}`,
  };
}

const meanings: Record<Run['word'], string> = {
  verified: 'What was asked holds. What does not decide, if anything, is told below.',
  violated: 'The target broke a demand.',
  residue: 'Data of our own could not be proven removed from it.',
  incomplete: 'It could not be told whether the target keeps its promises.',
};

const factsOf = (run: Run): [string, string][] => [
  ['Covers', coverageOf(run)],
  ['Began', run.startedAt.replace('T', ' ').replace(/\.\d+Z$/, ' UTC')],
  ['Took', durationOf(run.durationMs)],
  ['Asked with', printable(`${run.command ?? './medcor-verify'} ${run.askedWith ?? run.askedAs}`.trim())],
  ['Exit code', `${run.exitCode}${run.strict ? ', strict' : ''}`],
];

type StoryView = {
  id: string;
  area: string;
  mark: string;
  kind: string;
  severity: string;
  took: string;
  demand: string;
  lines: readonly (readonly [string, string])[];
  again: string;
  evidence: Evidence | undefined;
};

function storyView(result: Result, run: Run, readEvidence: (file: string) => Evidence): StoryView {
  const { mark, lines } = tellStory(result, run);
  const apart = new Set(['demand', 'evidence', 'again']);
  const text = (label: string) => lines.find(([name]) => name === label)?.[1] ?? '';
  return {
    id: result.id,
    area: result.area,
    mark,
    kind: result.verdict,
    severity: result.severity,
    took: durationOf(result.durationMs),
    demand: text('demand'),
    lines: lines.filter(([label]) => !apart.has(label)),
    again: text('again'),
    evidence: result.evidence === undefined ? undefined : readEvidence(result.evidence),
  };
}

type Name = { id: string; demand: string };

function namesOf(ids: readonly string[], { results }: Run): Name[] {
  const demands = new Map(results.map(({ id, demand }) => [id, demand]));
  return ids.map((id) => ({ id, demand: printable(demands.get(id) ?? '') }));
}

function notOfferedBy(run: Run) {
  const byReason = Map.groupBy(
    run.results.filter((result) => result.verdict === 'skipped'),
    ({ reason }) => reason,
  );
  return [...byReason].map(([reason, some]) => ({
    reason: printable(reason),
    checks: some.map(({ id, demand }) => ({ id, demand: printable(demand) })),
  }));
}

function areasOf({ results }: Run) {
  return [...Map.groupBy(results, ({ area }) => area)].map(([area, some]) => ({
    area,
    told: [...Map.groupBy(some, kindOf)].map(([kind, those]) => `${those.length} ${kind}`).join(', '),
    slowest: durationOf(Math.max(...some.map(({ durationMs }) => durationMs))),
    passed: some
      .filter((result) => result.verdict === 'passed')
      .map(({ id, demand, durationMs, observed = {} }) => ({
        id,
        demand: printable(demand),
        took: durationOf(durationMs),
        observed: printable(
          Object.entries(observed)
            .map(([name, value]) => `${name} ${value}`)
            .join(', '),
        ),
      })),
  }));
}

const kindOf = (result: Result) => (result.verdict === 'failed' && result.waived ? 'waived' : words[result.verdict]);

const durationOf = (ms: number): string => (ms < 1000 ? `${Math.round(ms)} ms` : seconds(ms));
