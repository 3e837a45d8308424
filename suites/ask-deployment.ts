import type { Clients } from '../fixtures/clients.ts';
import { openClients } from '../fixtures/open-clients.ts';
import { redactor } from '../harness/redact.ts';
import type { Result } from '../harness/result.ts';
import { runChecks, type RunChecksOptions } from '../harness/run-checks.ts';
import { secretsOf } from '../targets/secrets-of.ts';
import { runnersFor, type RunnersOptions } from './runners.ts';

type AskOptions = RunnersOptions &
  Pick<RunChecksOptions<Clients>, 'checks' | 'signal' | 'onResult' | 'keepEvidence' | 'now' | 'runDeadlineMs'>;

/** Asks a deployment these checks, with its clients, its runners and its secrets removed: the same for every loop. */
export const askDeployment = (options: AskOptions): Promise<Result[]> => {
  const { deployment, environment, directory, loadSeconds, ...running } = options;
  const where = { deployment, environment, directory, ...(loadSeconds === undefined ? {} : { loadSeconds }) };
  return runChecks<Clients>({
    ...running,
    open: openClients(deployment),
    runners: runnersFor(where),
    redact: redactor(secretsOf(deployment)),
    accepted: deployment.accepted,
    waivers: deployment.waivers ?? [],
  });
};
