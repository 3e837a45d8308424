import { loadBudgets, type LoadScenario } from '../../contract/load.ts';
import type { Outcome } from '../../harness/check.ts';
import type { ProgramEnd } from '../run-program.ts';
import { k6Log, type K6Log } from './k6-log.ts';
import { type LoadFigures, loadFigures } from './load-figures.ts';

export type LoadEnd = Pick<ProgramEnd, 'exitCode' | 'killedBy' | 'lines'> & {
  /** k6's machine-readable summary; undefined when it wrote none. */
  summary: string | undefined;
  seconds: number;
  /** The longest time that this machine held up a process of ours meanwhile. */
  heldUpMs: number;
};

/** The two thresholds of a scenario, as the ids of their checks end. */
export const thresholds = ['answers-in-time', 'does-not-fail'] as const;
type Threshold = (typeof thresholds)[number];

export type ScenarioOutcomes = Record<Threshold, Outcome>;

/** What a load says of the target, or why it says nothing. Only figures that are worth being believed blame the target. */
export function loadOutcomes(
  scenarios: readonly LoadScenario[],
  end: LoadEnd,
): Partial<Record<LoadScenario, ScenarioOutcomes>> {
  const log = k6Log(end.lines);
  const figuresOf = readFigures(end, log);
  if (typeof figuresOf === 'string') return allOf(scenarios, () => bothBroken(figuresOf));
  const outcomes = allOf(scenarios, (scenario): ScenarioOutcomes => {
    const figures = figuresOf(scenario);
    const trouble = troubleOf(scenario, figures, { log, seconds: end.seconds });
    if (trouble !== undefined) return bothBroken(trouble);
    return {
      'answers-in-time': judgeTime(scenario, figures, end),
      'does-not-fail': judgeFailures(scenario, figures, log),
    };
  });
  const crossed = Object.values(outcomes).some((pair) =>
    Object.values(pair).some(({ verdict }) => verdict === 'failed'),
  );
  const unjudged = Object.values(outcomes).some((pair) =>
    Object.values(pair).some(({ verdict }) => verdict === 'broken'),
  );
  if (crossed !== (end.exitCode === crossedExitCode) && !unjudged) {
    return allOf(scenarios, () =>
      bothBroken(`k6 ended with exit code ${end.exitCode}, which contradicts the figures of its own summary`),
    );
  }
  return outcomes;
}

const crossedExitCode = 99;

/** Without a run to its end there are no figures: then the sentence that says why. */
function readFigures(end: LoadEnd, log: K6Log): ((scenario: LoadScenario) => LoadFigures) | string {
  const said = log.lastError ?? end.lines.findLast((line) => line.trim() !== '' && !line.startsWith('{'));
  const lastWords = said === undefined ? 'it said nothing' : `it said last: ${said.trim()}`;
  if (end.killedBy !== null) return `k6 was killed (${end.killedBy}) before it had ended`;
  if (end.exitCode !== 0 && end.exitCode !== crossedExitCode) {
    return `k6 ended with exit code ${end.exitCode}; ${lastWords}`;
  }
  if (end.summary === undefined)
    return `k6 wrote no summary, though it ended with exit code ${end.exitCode}; ${lastWords}`;
  try {
    return loadFigures(end.summary);
  } catch {
    return 'k6 wrote a summary that cannot be read; is it k6 2.x?';
  }
}

// The last iterations of a slow answer may fall out of a run of a second or two; more means that the generator limped.
const leastShareStarted = 0.8;
const mostShareDropped = 0.05;

/** Why the figures of a scenario say nothing of the target. */
function troubleOf(
  scenario: LoadScenario,
  { iterations, judged, dropped }: LoadFigures,
  { log, seconds }: { log: K6Log; seconds: number },
): string | undefined {
  const planned = loadBudgets[scenario].ratePerSecond * seconds;
  if (judged < iterations) {
    const thrown = log.thrown(scenario) ?? 'no word of why';
    return `${iterations - judged} of ${iterations} iterations of the scenario ${scenario} ended without an answer to judge: ${thrown}. Give this machine more room (ulimit -n), or ask when it is less busy.`;
  }
  if (dropped > mostShareDropped * planned) {
    return `k6 was too slow itself: it left out ${dropped} of ${planned} requests of the scenario ${scenario}. Is this machine busy?`;
  }
  if (judged === 0) return `k6 took no sample of the scenario ${scenario}`;
  if (iterations < leastShareStarted * planned) {
    return `k6 made only ${iterations} of ${planned} requests of the scenario ${scenario}`;
  }
  return undefined;
}

function judgeTime(scenario: LoadScenario, figures: LoadFigures, { heldUpMs }: Pick<LoadEnd, 'heldUpMs'>): Outcome {
  const { judged, wrong, p95Ms, medianMs, slowestMs } = figures;
  const { p95Ms: budgetMs, ratePerSecond } = loadBudgets[scenario];
  const right = judged - wrong;
  if (right === 0) {
    return {
      verdict: 'broken',
      reason: `none of ${judged} requests was answered rightly, so there is no time to judge; load.${scenario}-does-not-fail tells of that`,
    };
  }
  const seen = `95 % within ${tenth(p95Ms)} ms (median ${tenth(medianMs)} ms, slowest ${tenth(slowestMs)} ms, ${right} right answers)`;
  if (p95Ms < budgetMs) {
    return {
      verdict: 'passed',
      observed: { p95Ms: tenth(p95Ms), medianMs: tenth(medianMs), rightAnswers: `${right}` },
    };
  }
  if (p95Ms - heldUpMs < budgetMs) {
    return {
      verdict: 'broken',
      reason: `${seen}, which is over the budget of ${budgetMs} ms, and this machine held up our own process for ${tenth(heldUpMs)} ms meanwhile: who was slow cannot be told. Ask again with less load here.`,
    };
  }
  return {
    verdict: 'failed',
    violation: {
      expected: `95 % of right answers within ${budgetMs} ms at ${ratePerSecond} requests a second`,
      actual: seen,
      cause: {
        id: 'too-slow',
        sentence: `${subjects[scenario]} takes ${tenth(p95Ms / budgetMs)} times as long as its budget allows`,
      },
    },
  };
}

function judgeFailures(scenario: LoadScenario, { judged, wrong }: LoadFigures, log: K6Log): Outcome {
  const { failureRate, ratePerSecond } = loadBudgets[scenario];
  if (wrong / judged < failureRate) {
    return { verdict: 'passed', observed: { requests: `${judged}`, wrongAnswers: `${wrong}` } };
  }
  const faults = log.faults(scenario);
  const told = faults.slice(0, 3).map(([fault, count]) => `${count} × ${fault}`);
  const mostly = faults[0] === undefined ? '' : `: mostly "${faults[0][0]}"`;
  return {
    verdict: 'failed',
    violation: {
      expected: `less than ${percent(failureRate)} wrong answers at ${ratePerSecond} requests a second`,
      actual: `${wrong} of ${judged} wrong (${percent(wrong / judged)})${told.length > 0 ? `: ${told.join(', ')}` : ''}`,
      cause: { id: 'answers-fail', sentence: `${subjects[scenario]} fails under light load${mostly}` },
    },
  };
}

const subjects: Record<LoadScenario, string> = {
  health: 'the health endpoint',
  list: 'the list of appointments',
  'mcp-tool': 'the read tool',
};

const bothBroken = (reason: string): ScenarioOutcomes => ({
  'answers-in-time': { verdict: 'broken', reason },
  'does-not-fail': { verdict: 'broken', reason },
});

const allOf = <Value>(scenarios: readonly LoadScenario[], value: (scenario: LoadScenario) => Value) =>
  Object.fromEntries(scenarios.map((scenario) => [scenario, value(scenario)]));

const tenth = (value: number): string => value.toFixed(1);
const percent = (share: number): string => `${Number((share * 100).toFixed(1))} %`;
