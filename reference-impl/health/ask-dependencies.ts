import { dependencyDeadlineMs, type Dependency, type HealthDocument } from '../../contract/health.ts';
import { within } from '../within.ts';
import { describeFailure } from './describe-failure.ts';

/** Asks one dependency something it can only answer when it works; rejects when it does not. */
export type Probe = () => Promise<unknown>;

export type Build = { version: string; commit: string };

/** Asks all dependencies at once and waits for each no longer than the contract allows. The first that is down is the culprit. */
export async function askDependencies(
  probes: Partial<Record<Dependency, Probe>>,
  { version, commit }: Build,
): Promise<HealthDocument> {
  const names = Object.keys(probes) as Dependency[];
  const answers = await Promise.all(names.map(async (name) => [name, await ask(probes[name]!)] as const));
  const culprit = answers.find(([, answer]) => answer.status === 'down')?.[0];
  return {
    status: culprit === undefined ? 'ok' : 'down',
    version,
    commit,
    dependencies: Object.fromEntries(answers),
    ...(culprit && { culprit }),
  };
}

async function ask(probe: Probe): Promise<{ status: 'ok' | 'down'; latencyMs: number; error?: string }> {
  const startedAt = performance.now();
  const latencyMs = () => Math.round(performance.now() - startedAt);
  try {
    await within(dependencyDeadlineMs, probe());
    return { status: 'ok', latencyMs: latencyMs() };
  } catch (error) {
    return { status: 'down', latencyMs: latencyMs(), error: describeFailure(error) };
  }
}
