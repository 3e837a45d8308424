import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { identityOf } from '../containers/with-processes/process-identity.ts';
import type { Ledger } from '../fixtures/ledger/ledger.ts';
import { safeties, type Safety } from '../harness/check.ts';
import { sentenceOf } from '../harness/outcome-of-error.ts';
import type { Deployment } from '../targets/deployment.ts';
import type { Environment } from '../targets/read-environment.ts';
import { redactorOf } from '../targets/redactor-of.ts';

export type KeepingOptions = { deployment: Deployment; environment: Environment; safety: Safety };

/** What was done about the leftovers of earlier runs, and what a run that only reads says of them. */
type Found = { swept: string[]; warnings: string[] };

/** The ledger of a run, for every loop: it is loaded and opened when something is created or was left behind. */
export type LedgerKeeping = {
  /** For clients that write; undefined where the run may not. */
  open: (() => Promise<Ledger>) | undefined;
  /** Before the first check: removes what earlier runs left, or only tells it. */
  lookBack: (signal: AbortSignal | undefined) => Promise<Found>;
  /** After the last check: what is not proven removed, a sentence each. A person who interrupts waits for removals, not for what goes by itself. */
  settle: (signal: AbortSignal | undefined) => Promise<string[]>;
  /** What earlier runs had left and is gone by now, a sentence each. */
  swept: () => Promise<string[]>;
};

/** Enough for a request and a look at each thing. */
const interruptedWithinMs = 5000;

export function keepLedger({ deployment, environment, safety }: KeepingOptions): LedgerKeeping {
  const directory = ledgerDirectoryOf(deployment, environment);
  let opened: Promise<Ledger> | undefined;
  const open = () => (opened ??= load(deployment, directory));
  const mayWrite = safeties.indexOf(safety) >= safeties.indexOf('canary');
  return {
    open: mayWrite ? open : undefined,
    async lookBack(signal) {
      try {
        if (!hasLedgers(directory)) return { swept: [], warnings: [] };
        const ledger = await open();
        if (!mayWrite) return { swept: [], warnings: await ledger.leftBehind() };
        await ledger.sweep(signal);
        return { swept: ledger.swept(), warnings: [] };
      } catch (error) {
        return { swept: [], warnings: [`whether earlier runs left something cannot be told: ${sentenceOf(error)}`] };
      }
    },
    async settle(signal) {
      const ledger = await opened;
      const deadline = signal?.aborted ? { deadlineMs: interruptedWithinMs } : {};
      return (await ledger?.settle({ ...deadline, ...(signal ? { signal } : {}) })) ?? [];
    },
    swept: async () => (await opened)?.swept() ?? [],
  };
}

const ledgerDirectoryOf = ({ ledgerDirectory }: Deployment, { stateDirectory }: Environment): string =>
  ledgerDirectory ?? join(stateDirectory, 'ledgers');

/** What runs that are over left in targets, whichever those were: a sentence each. */
export async function leftInTargets({ stateDirectory }: Environment): Promise<string[]> {
  const directory = join(stateDirectory, 'ledgers');
  if (!hasLedgers(directory)) return [];
  const { leftAnywhere } = await import('../fixtures/ledger/inheritance.ts');
  return leftAnywhere(directory, identityOf);
}

async function load(deployment: Deployment, directory: string): Promise<Ledger> {
  const { openLedger } = await import('../fixtures/ledger/ledger.ts');
  return openLedger({ deployment, directory, redact: redactorOf(deployment), identityOf });
}

function hasLedgers(directory: string): boolean {
  try {
    return readdirSync(directory).some((name) => name.endsWith('.ndjson'));
  } catch (error) {
    // Nobody has created anything yet, or there is no home to keep it in.
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
}
