import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { LoadScenario } from '../../contract/load.ts';
import { type LoadEnd, loadOutcomes, type ScenarioOutcomes } from './load-outcomes.ts';

type Case = {
  name: string;
  end: LoadEnd;
  scenario?: LoadScenario;
  inTime: unknown;
  doesNotFail: unknown;
};

const brokenFor = (reason: RegExp) => ({ verdict: 'broken', reason: expect.stringMatching(reason) });
const failedFor = (id: string, actual: RegExp) => ({
  verdict: 'failed',
  violation: expect.objectContaining({
    actual: expect.stringMatching(actual),
    cause: expect.objectContaining({ id }),
  }),
});
const passed = expect.objectContaining({ verdict: 'passed' });
const both = (outcome: unknown) => ({ inTime: outcome, doesNotFail: outcome });

const cases: Case[] = [
  { name: 'right answers in time', end: recorded('healthy'), ...both(passed) },
  {
    name: 'right answers 700 ms late',
    end: recorded('slow'),
    inTime: failedFor('too-slow', /^95 % within 710\.1 ms \(median 701\.9 ms, slowest 715\.5 ms, 11 right answers\)$/),
    doesNotFail: passed,
  },
  {
    name: 'right answers 700 ms late, by a process that was held up for 100 ms',
    end: { ...recorded('slow'), heldUpMs: 100 },
    inTime: failedFor('too-slow', /^95 % within 710\.1 ms/),
    doesNotFail: passed,
  },
  {
    // Two busy loops beside a prompt server made it 315 ms.
    name: 'an answer that is late because this machine is busy',
    end: { ...recorded('slow'), heldUpMs: 500 },
    inTime: brokenFor(/^95 % within 710\.1 ms .* this machine held up our own process for 500\.0 ms meanwhile/),
    doesNotFail: passed,
  },
  {
    name: 'every fifth answer a 500',
    end: recorded('failing'),
    inTime: passed,
    doesNotFail: failedFor('answers-fail', /^2 of 11 wrong \(18\.2 %\): 2 × answered 500$/),
  },
  {
    name: 'HTTP 200 with an error of the tool inside: no time of a right answer to judge',
    end: recorded('tool-error'),
    scenario: 'mcp-tool',
    inTime: brokenFor(/none of 11 requests was answered rightly.*load\.mcp-tool-does-not-fail/),
    doesNotFail: failedFor('answers-fail', /11 × answered 200 with an error of the tool/),
  },
  {
    name: 'a machine of ours without a file descriptor left',
    end: recorded('no-file-left'),
    ...both(brokenFor(/of 11 iterations .* without an answer to judge: .*too many open files/)),
  },
  {
    // k6 is green about a threshold on a metric without samples.
    name: 'a scenario of which k6 measured nothing',
    end: withMetrics(recorded('healthy'), () => ({})),
    ...both(brokenFor(/no sample of the scenario health/)),
  },
  {
    name: 'a scenario that k6 does not know',
    end: recorded('slow'),
    scenario: 'list',
    ...both(brokenFor(/no sample of the scenario list/)),
  },
  {
    name: 'a k6 too slow to keep its own pace',
    end: withMetrics(recorded('healthy'), (name, values) =>
      name.startsWith('dropped_iterations') ? { count: 4 } : values,
    ),
    ...both(brokenFor(/left out 4 of 10 requests/)),
  },
  {
    name: 'a load that made a fraction of its requests',
    end: { ...recorded('healthy'), seconds: 10 },
    ...both(brokenFor(/made only 11 of 100 requests/)),
  },
  {
    name: 'an exit code that contradicts the figures',
    end: { ...recorded('healthy'), exitCode: 99 },
    ...both(brokenFor(/contradicts/)),
  },
  {
    name: 'an exit code that hides crossed thresholds',
    end: { ...recorded('slow'), exitCode: 0 },
    ...both(brokenFor(/contradicts/)),
  },
  {
    name: 'a script that does not compile',
    end: { ...recorded('healthy'), exitCode: 107, lines: ['{"level":"error","msg":"SyntaxError: x\\n\\tat y"}'] },
    ...both(brokenFor(/exit code 107; it said last: SyntaxError: x$/)),
  },
  {
    name: 'a killed k6',
    end: { ...recorded('healthy'), exitCode: null, killedBy: 'SIGKILL' },
    ...both(brokenFor(/killed \(SIGKILL\)/)),
  },
  {
    name: 'no summary',
    end: { ...recorded('healthy'), summary: undefined, lines: ['cannot write'] },
    ...both(brokenFor(/no summary.*cannot write/)),
  },
  {
    name: 'a summary of another kind',
    end: { ...recorded('healthy'), summary: '{"metrics":{}}' },
    ...both(brokenFor(/cannot be read/)),
  },
];

describe('a load blames the target only for figures worth believing', () => {
  test.for(cases)('$name', ({ end, scenario = 'health', inTime, doesNotFail }) => {
    const outcomes = loadOutcomes([scenario], end)[scenario] as ScenarioOutcomes;
    expect(outcomes['answers-in-time']).toEqual(inTime);
    expect(outcomes['does-not-fail']).toEqual(doesNotFail);
  });
});

function recorded(name: string): LoadEnd {
  const file = join(import.meta.dirname, 'recorded', `${name}.json`);
  const { summary, ...end } = JSON.parse(readFileSync(file, 'utf8')) as LoadEnd & { summary: unknown };
  return { ...end, summary: JSON.stringify(summary), heldUpMs: 0 };
}

type Values = Record<string, number>;

function withMetrics(end: LoadEnd, change: (name: string, values: Values) => Values): LoadEnd {
  const summary = JSON.parse(end.summary ?? '') as { results: { metrics: { name: string; values: Values }[] } };
  for (const metric of summary.results.metrics) metric.values = change(metric.name, metric.values);
  return { ...end, summary: JSON.stringify(summary) };
}
