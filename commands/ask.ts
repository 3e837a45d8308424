import { join } from 'node:path';
import packageJson from '../package.json' with { type: 'json' };
import { safeties } from '../harness/check.ts';
import { judgeRun, runIdOf } from '../harness/judge-run.ts';
import { redactor } from '../harness/redact.ts';
import { runChecks } from '../harness/run-checks.ts';
import { select, type Question } from '../harness/selection.ts';
import { UsageError } from '../harness/usage-error.ts';
import { consoleReport } from '../reports/console.ts';
import { json } from '../reports/json.ts';
import { writeReports } from '../reports/write-reports.ts';
import type { Clients } from '../fixtures/clients.ts';
import type { Deployment } from '../targets/deployment.ts';
import { readEnvironment } from '../targets/read-environment.ts';
import { secretsOf } from '../targets/secrets-of.ts';
import { chooseDeployment } from './choose-deployment.ts';
import { interruption } from './interruption.ts';
import type { AskOptions } from './options.ts';

/** Where runs are kept; `latest` in it points to the newest. */
export const outDirectory = join(import.meta.dirname, '..', 'reports', 'out');

/** Load takes long and resilience disturbs: asked only when named. */
const onlyWhenNamed = ['load', 'resilience'];

/** Asks a deployment what the words on the command line mean, tells it and returns the exit code. */
export async function ask(areas: readonly string[], options: AskOptions): Promise<number> {
  const { allChecks } = await import('../suites/all-checks.ts');
  // Misspelt words are found before a stack is started for them.
  select(allChecks, questionOf(areas, options, 'destructive'));
  const environment = readEnvironment();
  const stream = options.json ? process.stderr : process.stdout;
  using interrupted = interruption();
  const { signal } = interrupted;
  if (options.install) await installFor(areas, options, stream);
  await using chosen = await chooseDeployment(options, { environment, signal, stream });
  const { deployment } = chosen;
  const startedAt = new Date();
  const id = runIdOf(startedAt);
  const directory = join(outDirectory, id);
  const selection = select(allChecks, questionOf(areas, options, furthestSafety(deployment, options)));
  const told = consoleReport(stream, selection.checks);
  const redact = redactor(secretsOf(deployment));
  const begun = performance.now();
  const { openClients } = await import('../fixtures/open-clients.ts');
  const { runnersFor } = await import('../suites/runners.ts');
  const results = await runChecks<Clients>({
    checks: selection.checks,
    open: openClients(deployment),
    runners: runnersFor({ deployment, directory, environment }),
    redact,
    accepted: deployment.accepted,
    signal,
    onResult: told.onResult,
  });
  const run = judgeRun(selection, results, {
    id,
    startedAt,
    durationMs: performance.now() - begun,
    program: { name: packageJson.name, version: packageJson.version },
    target: {
      name: deployment.name,
      ...(deployment.expectedVersion ? { expectedVersion: deployment.expectedVersion } : {}),
    },
    accepted: deployment.accepted,
    narrowedBy: narrowing(areas, options),
    strict: options.strict ?? false,
    askedAs: redact(chosen.askedAs),
  });
  await writeReports(run, outDirectory);
  told.onEnd(run, directory);
  if (options.json) process.stdout.write(json.render(run));
  return interrupted.exitCode() ?? run.exitCode;
}

const questionOf = (areas: readonly string[], { only, tier }: AskOptions, safety: Question['safety']): Question => ({
  areas,
  safety,
  onlyWhenNamed,
  ...(only ? { only } : {}),
  ...(tier ? { tier } : {}),
});

/** What we did not start is only observed unless told otherwise, and never beyond what its profile allows. */
function furthestSafety(deployment: Deployment, { safety }: AskOptions): Question['safety'] {
  const wanted = safety ?? (deployment.own ? 'destructive' : 'observe');
  if (safeties.indexOf(wanted) <= safeties.indexOf(deployment.furthestSafety)) return wanted;
  throw new UsageError(
    `The target "${deployment.name}" allows ${deployment.furthestSafety} at most, and --safety ${wanted} was asked for. Ask for less, or change furthestSafety in its profile.`,
  );
}

const narrowing = (areas: readonly string[], { only = [], tier }: AskOptions): string[] => [
  ...areas.map((area) => `area ${area}`),
  ...only.map((pattern) => `only ${pattern}`),
  ...(tier ? [`tier ${tier}`] : []),
];

async function installFor(areas: readonly string[], { stack }: AskOptions, stream: NodeJS.WriteStream): Promise<void> {
  const { installMissing } = await import('./install-missing.ts');
  const journeys = areas.length === 0 || areas.includes('journeys');
  await installMissing(
    [
      ...(stack ? ['stack' as const] : []),
      ...(journeys ? ['journeys' as const] : []),
      ...(areas.includes('load') ? ['load' as const] : []),
    ],
    stream,
  );
}
