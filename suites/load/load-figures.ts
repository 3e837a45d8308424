import { z } from 'zod';
import type { LoadScenario } from '../../contract/load.ts';
import { loadMetrics, scenarioMetric } from './load-plan.ts';

/** What k6 measured for one scenario. Times in ms, of right answers alone. */
export type LoadFigures = {
  /** Iterations that were started and ended, with or without an answer to judge. */
  iterations: number;
  /** Iterations that k6 could not start in time. */
  dropped: number;
  judged: number;
  wrong: number;
  medianMs: number;
  p95Ms: number;
  slowestMs: number;
};

const summary = z.object({
  version: z.string().startsWith('1.'),
  results: z.object({
    metrics: z.array(z.object({ name: z.string(), values: z.record(z.string(), z.number().nullable()) })),
  }),
});

/** Reads k6's machine-readable summary. A metric that it lacks counts as nothing measured. Throws on any other document. */
export function loadFigures(text: string): (scenario: LoadScenario) => LoadFigures {
  const { results } = summary.parse(JSON.parse(text));
  const values = new Map(results.metrics.map((metric) => [metric.name, metric.values]));
  return (scenario) => {
    const value = (metric: string, key: string) => values.get(scenarioMetric(metric, scenario))?.[key] ?? 0;
    return {
      iterations: value('iterations', 'count'),
      dropped: value('dropped_iterations', 'count'),
      judged: value(loadMetrics.wrong, 'total'),
      wrong: value(loadMetrics.wrong, 'matches'),
      medianMs: value(loadMetrics.time, 'med'),
      p95Ms: value(loadMetrics.time, 'p95'),
      slowestMs: value(loadMetrics.time, 'max'),
    };
  };
}
