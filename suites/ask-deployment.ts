import type { Clients } from '../fixtures/clients.ts';
import type { Asking } from '../fixtures/asked.ts';
import { brokerConnections } from '../fixtures/broker/broker-connections.ts';
import { openClients } from '../fixtures/open-clients.ts';
import type { Result } from '../harness/result.ts';
import { runChecks, type RunChecksOptions } from '../harness/run-checks.ts';
import { redactorOf } from '../targets/redactor-of.ts';
import { keepLedger, type KeepingOptions } from './keep-ledger.ts';
import { runnersFor, type RunnersOptions } from './runners.ts';

type AskOptions = RunnersOptions &
  KeepingOptions &
  Pick<Asking, 'patienceMs' | 'leftAloneMs'> &
  Pick<RunChecksOptions<Clients>, 'checks' | 'signal' | 'onResult' | 'keepEvidence' | 'now' | 'runDeadlineMs'> & {
    /** Something that an earlier run left has been removed, as a sentence. */
    onSwept?: (sentence: string) => void;
  };

/** What was answered, and what of our own data is not proven removed. */
export type DeploymentAsked = { results: Result[]; residue: string[]; warnings: string[] };

/** Asks a deployment these checks, with its clients, its runners, its ledger and its secrets removed: the same for every loop. */
export async function askDeployment(options: AskOptions): Promise<DeploymentAsked> {
  const { deployment, environment, directory, loadSeconds, patienceMs, leftAloneMs, safety, onSwept, ...running } =
    options;
  const where = { deployment, environment, directory, ...(loadSeconds === undefined ? {} : { loadSeconds }) };
  const redact = redactorOf(deployment);
  const ledger = keepLedger({ deployment, environment, safety });
  const { swept, warnings } = await ledger.lookBack(options.signal);
  for (const sentence of swept) onSwept?.(redact(sentence));
  try {
    await using connections = brokerConnections();
    const results = await runChecks<Clients>({
      ...running,
      open: openClients(deployment, ledger.open, { patienceMs, leftAloneMs, connections }),
      runners: runnersFor(where),
      redact,
      accepted: deployment.accepted,
      waivers: deployment.waivers ?? [],
    });
    const residue = await ledger.settle(options.signal);
    return { results, residue: residue.map(redact), warnings: warnings.map(redact) };
  } catch (error) {
    const residue = (await ledger.settle(options.signal)).map(redact);
    throw residue.length > 0 ? new Error(`The run broke off. ${residue.join(' ')}`, { cause: error }) : error;
  }
}
