import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serviceVersions } from '../commands/service-versions.ts';
import type { ServiceAddresses } from '../containers/stack.ts';
import type { Result } from '../harness/result.ts';
import { select } from '../harness/selection.ts';
import { judge } from '../harness/verdict.ts';
import { allChecks } from '../suites/all-checks.ts';
import { askDeployment } from '../suites/ask-deployment.ts';
import { readEnvironment } from '../targets/read-environment.ts';
import type { AskedDeployment } from './deployments.ts';
import type { Recorded, VersionRecord } from './record.ts';

/** Brings a deployment up, asks it everything but load, and notes down what came of it. */
export async function recordDeployment(
  { title, open, queues = [], asked: chosen = (all) => all }: AskedDeployment,
  { services, commit }: { services: ServiceAddresses; commit: string },
): Promise<VersionRecord> {
  await using stack = await open(services);
  const deployment = { ...stack.deployment, queues };
  const directory = await mkdtemp(join(tmpdir(), 'medcor-versions-'));
  await using _ = { [Symbol.asyncDispose]: () => rm(directory, { recursive: true }) };
  const selection = select(chosen(allChecks), { safety: 'destructive', onlyWhenNamed: ['load', 'resilience'] });
  const told = await serviceVersions(deployment, AbortSignal.timeout(30_000));
  const nginx = stack.services['nginx']?.version;
  const { results, ...asked } = await askDeployment({
    deployment,
    checks: selection.checks,
    directory,
    environment: readEnvironment(),
    safety: 'destructive',
  });
  const { word } = judge({ results, ...asked, withheld: selection.withheld, accepted: {}, strict: true });
  return {
    title,
    day: new Date().toISOString().slice(0, 10),
    commit,
    word,
    versions: { ...told, ...(nginx === undefined ? {} : { nginx }), ...stack.versions },
    results: Object.fromEntries(results.map((result) => [result.id, recorded(result)])),
  };
}

function recorded(result: Result): Recorded {
  const { verdict } = result;
  if (verdict === 'failed') return { verdict, why: `${result.violation.cause.id}, ${result.violation.cause.sentence}` };
  if (verdict === 'blocked') return { verdict, why: result.by };
  return verdict === 'passed' ? { verdict } : { verdict, why: result.reason };
}
