import type { FaultName } from '../../contract/faults.ts';
import type { Verdict } from '../../harness/result.ts';
import type { Comparison } from './compare.ts';

/** What is green before any fault is inflicted: a system of ours, or a machine that systemd runs. */
export type Healthy = 'none' | 'none-on-machine';

export const isHealthy = (fault: Proof['fault']): fault is Healthy => fault === 'none' || fault === 'none-on-machine';

/** What came of one fault, or of none. */
export type Proof = Comparison & {
  fault: FaultName | Healthy;
  asPromised: boolean;
  /** Its row in the kill matrix: every check that was asked. */
  row: Cell[];
  durationMs: number;
};

/** What came of a check under a fault: the cause of a red one, the root of a blocked one, and the cause that the check promises. */
export type Cell = { id: string; verdict: Verdict; cause?: string; by?: string; promised?: string };
