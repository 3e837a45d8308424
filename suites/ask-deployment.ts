import type { Clients } from '../fixtures/clients.ts';
import { openClients } from '../fixtures/open-clients.ts';
import { redactor } from '../harness/redact.ts';
import type { Result } from '../harness/result.ts';
import { runChecks, type RunChecksOptions } from '../harness/run-checks.ts';
import { secretsOf } from '../targets/secrets-of.ts';
import { runnersFor, type RunnersOptions } from './runners.ts';

type AskOptions = RunnersOptions & Pick<RunChecksOptions<Clients>, 'checks' | 'signal' | 'onResult'>;

/** Asks a deployment these checks, with its clients, its runners and its secrets removed: the same for every loop. */
export const askDeployment = ({ checks, signal, onResult, ...where }: AskOptions): Promise<Result[]> =>
  runChecks<Clients>({
    checks,
    open: openClients(where.deployment),
    runners: runnersFor(where),
    redact: redactor(secretsOf(where.deployment)),
    accepted: where.deployment.accepted,
    ...(signal ? { signal } : {}),
    ...(onResult ? { onResult } : {}),
  });
