import { dependencyBudgetMs } from '../../contract/health.ts';
import type { HealthReport } from '../../fixtures/health/health-report.ts';
import type { Observations } from '../../harness/check.ts';
import { NotOffered } from '../../harness/not-offered.ts';
import { Violation, type Cause } from '../../harness/violation.ts';
import { asPartOfId } from './as-part-of-id.ts';
import { remedies } from './health-remedies.ts';

/** Throws a Violation where the API waited longer for a dependency than the contract's budget, by its own account. */
export function assertReachedInTime({ dependencies }: HealthReport): Observations {
  const timed = dependencies.flatMap(({ name, latencyMs }) => (latencyMs === undefined ? [] : [{ name, latencyMs }]));
  const [slowest, ...faster] = timed.toSorted((a, b) => b.latencyMs - a.latencyMs);
  if (!slowest) throw new NotOffered('the health document does not say how long its dependencies take');
  const { name } = slowest;
  if (slowest.latencyMs <= dependencyBudgetMs) return { slowest: `${name} ${inWhole(slowest.latencyMs)} ms` };
  throw new Violation({
    expected: `each dependency reached within ${dependencyBudgetMs} ms`,
    actual: timed.map((each) => `${each.name} after ${inWhole(each.latencyMs)} ms`).join(', '),
    cause: causeOf(slowest),
    besides: faster.filter(({ latencyMs }) => latencyMs > dependencyBudgetMs).map(causeOf),
    remedy: remedies.dependencyUnreachable('api', name),
  });
}

const causeOf = ({ name, latencyMs }: { name: string; latencyMs: number }): Cause => ({
  id: `${asPartOfId(name)}-is-slow`,
  sentence: `the API waits ${inWhole(latencyMs)} ms for its ${name}, and calls it well: it is overloaded, far away, or looked up by a slow resolver`,
});

const inWhole = (ms: number): string => ms.toFixed(0);
