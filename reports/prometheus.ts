import { Gauge, Registry } from 'prom-client';
import { verdicts } from '../harness/result.ts';
import type { Result } from '../harness/result.ts';
import type { Run } from '../harness/run.ts';
import { runWords } from '../harness/verdict.ts';
import { printable } from './printable.ts';
import { reportFile } from './report-file.ts';

/**
 * The run in Prometheus' text format, for the textfile collector of node_exporter: link or copy it there. The time of the run is
 * a metric of its own, since the collector serves the file for as long as it is there.
 */
export const prometheus = reportFile('metrics.prom', async (run) => {
  const registry = new Registry();
  const target = printable(run.target.name);
  for (const { name, help, values } of metricsOf(run)) {
    const labelNames = ['target', ...Object.keys(values[0]?.labels ?? {})];
    const gauge = new Gauge({ name: `medcor_verify_${name}`, help, labelNames, registers: [registry] });
    for (const { labels, value } of values) gauge.set({ target, ...labels }, value);
  }
  return await registry.metrics();
});

type Metric = { name: string; help: string; values: { labels?: Record<string, string>; value: number }[] };

const metricsOf = (run: Run): Metric[] => [
  {
    name: 'run_word',
    help: 'The word for the last run: 1 for the one that holds.',
    values: runWords.map((word) => ({ labels: { word }, value: Number(word === run.word) })),
  },
  {
    name: 'run_info',
    help: 'What the last run was: always 1.',
    values: [
      {
        labels: {
          version: printable(run.target.observedVersion ?? ''),
          expected_version: run.target.expectedVersion ?? '',
          program_version: run.program.version,
          advice: run.advice,
        },
        value: 1,
      },
    ],
  },
  {
    name: 'last_run_timestamp_seconds',
    help: 'When the last run ended, in seconds since 1970.',
    values: [{ value: inSeconds(Date.parse(run.startedAt) + run.durationMs) }],
  },
  { name: 'run_duration_seconds', help: 'How long the last run took.', values: [{ value: inSeconds(run.durationMs) }] },
  {
    name: 'checks',
    help: 'Checks of the last run by what came of them; known failures are waived, the others failed.',
    values: [...Map.groupBy(run.results, ({ area }) => area)].flatMap(([area, results]) =>
      kinds.map((verdict) => ({
        labels: { area, verdict },
        value: results.filter((result) => kindOf(result) === verdict).length,
      })),
    ),
  },
  {
    name: 'checks_not_asked',
    help: 'Checks that the last run did not ask: left out by its question, or withheld by safety.',
    values: [
      { labels: { because: 'narrowed' }, value: run.scope.notAsked },
      { labels: { because: 'withheld' }, value: run.scope.withheld.length },
    ],
  },
  { name: 'residue', help: 'Pieces of our own data not proven removed.', values: [{ value: run.residue.length }] },
  { name: 'check_passed', help: '1 for a check that passed.', values: run.results.map(perCheck(isPassed)) },
  {
    name: 'check_duration_seconds',
    help: 'How long a check took.',
    values: run.results.map(perCheck(({ durationMs }) => inSeconds(durationMs))),
  },
];

/** To a tenth of a millisecond, as the results have it. */
const inSeconds = (ms: number) => Number((ms / 1000).toFixed(4));

const kinds = [...verdicts, 'waived'] as const;

const kindOf = (result: Result) => (result.verdict === 'failed' && result.waived ? 'waived' : result.verdict);

const isPassed = ({ verdict }: Result) => Number(verdict === 'passed');

const perCheck = (valueOf: (result: Result) => number) => (result: Result) => ({
  labels: { area: result.area, check: result.id, severity: result.severity },
  value: valueOf(result),
});
