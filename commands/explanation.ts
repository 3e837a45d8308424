import type { Check, CheckFacts, Outcome, Requests } from '../harness/check.ts';
import { planRun, type Step } from '../harness/plan-run.ts';
import { resultOf } from '../harness/result-of.ts';
import type { Result } from '../harness/result.ts';
import { select } from '../harness/selection.ts';
import { judge } from '../harness/verdict.ts';
import type { Waiver } from '../harness/waiver.ts';
import { whyNotAsked, whyWithheld } from '../harness/why-not-asked.ts';
import { allChecks } from '../suites/all-checks.ts';
import { excusesOf, troublesOf } from '../suites/foresee.ts';
import { runnersAlone } from '../suites/runners.ts';
import { readinessAmong } from '../suites/wait-until-ready.ts';
import type { Unset } from '../targets/resolve-target.ts';
import type { Environment } from '../targets/read-environment.ts';
import type { Chosen } from './chosen.ts';
import type { AskOptions } from './options.ts';
import { narrowing, questionOf } from './question.ts';

/** What a run would ask, in the order of beginning; its shape is docs/schemas/explain.schema.json. */
export type Explanation = {
  schemaVersion: 1;
  target: { name: string; expectedVersion?: string };
  askedAs: string;
  safety: string;
  narrowedBy: readonly string[];
  /** What it would wait for before it asks, with `--wait`. */
  waitsFirst?: { withinMs: number; until: readonly string[] };
  checks: readonly ExplainedCheck[];
  withheld: readonly LeftOut[];
  notAsked: readonly LeftOut[];
  requests: { least: number; most: number };
  leastMs: number;
  /** What the environment lacks for a run: a variable, and what it holds. */
  unset: readonly Pick<Unset, 'variable' | 'purpose'>[];
  /** The best that can come of it, and why that is not `verified`. */
  foreseen: { word: string; reasons: readonly string[] };
};

export type ExplainedCheck = Pick<CheckFacts, 'id' | 'demand' | 'severity' | 'tier' | 'safety'> & {
  /** The clients it is handed, or the surfaces that the program which runs it asks. */
  needs: readonly string[];
  runner?: string;
  requests: Requests;
  /** What of these nobody before it has asked: they add up to the sum below. */
  adds: { least: number; most: number };
  waitsFor: readonly string[];
  drawnIn: boolean;
  skippedBecause?: string;
  brokenBecause?: string;
  waivers: readonly Omit<Waiver, 'check'>[];
};

export type LeftOut = Pick<CheckFacts, 'id' | 'severity' | 'safety'> & { because: string; accepted: boolean };

type Explaining = {
  areas: readonly string[];
  options: AskOptions;
  environment: Environment;
  unset: readonly Unset[];
};

/** What the words would ask of the deployment. */
export async function explanationOf(
  { deployment, askedAs }: Chosen,
  { areas, options, environment, unset }: Explaining,
): Promise<Explanation> {
  const { accepted, expectedVersion, name, waivers = [] } = deployment;
  const question = questionOf(areas, options, deployment);
  const { checks, drawnIn, withheld, notAsked } = select(allChecks, question);
  const excuses = await excusesOf(deployment, checks);
  const until = (await readinessAmong(checks, deployment)).map(({ id }) => id);
  const troubles = troublesOf(deployment, checks, environment);
  const { steps, requests, leastMs } = planRun(checks, {
    excuseFor: (id) => excuses.get(id),
    troubleFor: (id) => troubles.get(id),
    alone: runnersAlone,
  });
  const leftOut = (check: CheckFacts, because: string): LeftOut => {
    const { id, severity, safety } = check;
    return { id, severity, safety, because, accepted: id in accepted };
  };
  return {
    schemaVersion: 1,
    target: { name, ...(expectedVersion === undefined ? {} : { expectedVersion }) },
    askedAs: [askedAs, ...(options.safety ? [`--safety ${options.safety}`] : [])].filter(Boolean).join(' '),
    safety: question.safety,
    narrowedBy: narrowing(areas, options),
    ...(options.wait === undefined || until.length === 0 ? {} : { waitsFirst: { withinMs: options.wait, until } }),
    checks: steps.map(({ check, waitsFor, adds, ...unasked }) => ({
      id: check.id,
      demand: check.demand,
      severity: check.severity,
      tier: check.tier,
      safety: check.safety,
      needs: check.needs,
      ...('runner' in check ? { runner: check.runner } : {}),
      requests: check.requests,
      adds,
      waitsFor,
      drawnIn: drawnIn.includes(check.id),
      ...unasked,
      waivers: waivers.flatMap(({ check: id, ...waiver }) => (id === check.id ? [waiver] : [])),
    })),
    withheld: withheld.map((check) => leftOut(check, whyWithheld(check, question.safety))),
    notAsked: notAsked.map((check) => leftOut(check, whyNotAsked(check, question) ?? 'nothing asked builds on it')),
    requests,
    leastMs,
    unset: unset.map(({ variable, purpose }) => ({ variable, purpose })),
    foreseen: bestOf(steps, { withheld, accepted }),
  };
}

type Unasked = { withheld: readonly CheckFacts[]; accepted: Readonly<Record<string, string>> };

/** The verdict, should everything that is asked pass. */
function bestOf(steps: readonly Step<Check>[], unasked: Unasked): Explanation['foreseen'] {
  const results = steps.map((step): Result =>
    resultOf(step.check, { outcome: bestOutcome(step), durationMs: 0 }, { redact: (text) => text }),
  );
  const { word, reasons } = judge({ results, ...unasked, residue: [], strict: true });
  return { word, reasons };
}

function bestOutcome({ skippedBecause, brokenBecause }: Step<Check>): Outcome {
  if (brokenBecause !== undefined) return { verdict: 'broken', reason: brokenBecause };
  return skippedBecause === undefined ? { verdict: 'passed' } : { verdict: 'skipped', reason: skippedBecause };
}
