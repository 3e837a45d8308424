import { exitCodes } from '../../harness/verdict.ts';
import type { FaultName } from '../../contract/faults.ts';
import type { Proof } from './proof.ts';

/**
 * proven: all is as promised, as far as this machine can inflict it; not-proven: a check, a fault or the system is not; incomplete: only trouble of ours is in the way;
 * nothing-to-prove: no fault was chosen.
 */
export const provingWords = ['proven', 'not-proven', 'incomplete', 'nothing-to-prove'] as const;

/** Everything that is told of one proving; its shape for programs is docs/schemas/prove.schema.json. */
export type Proving = {
  schemaVersion: 1;
  program: { name: string; version: string };
  /** ISO 8601. */
  startedAt: string;
  durationMs: number;
  word: (typeof provingWords)[number];
  exitCode: number;
  /** How the faults were chosen, in words. */
  chosenBecause: string;
  /** The healthy system and the chosen faults, and how many of them were as promised. */
  counts: { toProve: number; asPromised: number; checks: number; checksSeenRed: number };
  /** What the lists leave unproven, whatever the stacks say. */
  gaps: string[];
  /** Faults of the chosen that this machine gives no way to inflict, and what it lacks. */
  notHere?: { faults: FaultName[]; because: string };
  /** The healthy system first; it alone where it is not green. A healthy machine stands before the faults of one. */
  proofs: Proof[];
};

/** Who names faults wants those, and not as many of them as are to be had. */
export const byName = 'by name';

type Facts = Pick<Proving, 'program' | 'startedAt' | 'durationMs' | 'chosenBecause' | 'gaps' | 'proofs' | 'notHere'> & {
  /** How many can be inflicted here. */
  chosen: number;
  /** How many healthy ones stand before them. */
  systems?: number;
  checks: number;
};

/** The word for what came of the chosen faults. */
export function judgeProving({ chosen, systems = 1, checks, ...facts }: Facts): Proving {
  const { proofs, gaps, notHere, chosenBecause } = facts;
  const toProve = chosen === 0 ? 0 : chosen + systems;
  const asPromised = proofs.filter((proof) => proof.asPromised).length;
  const deviates = gaps.length > 0 || proofs.some(({ deviations }) => deviations.length > 0);
  const word = deviates
    ? 'not-proven'
    : asPromised < toProve || (notHere && (toProve === 0 || chosenBecause === byName))
      ? 'incomplete'
      : toProve === 0
        ? 'nothing-to-prove'
        : 'proven';
  const seenRed = new Set(proofs.flatMap(({ row }) => row.filter(isRedAsPromised).map(({ id }) => id)));
  return {
    schemaVersion: 1,
    ...facts,
    durationMs: Math.round(facts.durationMs),
    word,
    exitCode: exitCodeOf[word],
    counts: { toProve, asPromised, checks, checksSeenRed: seenRed.size },
  };
}

const isRedAsPromised = ({ cause, promised }: Proof['row'][number]): boolean =>
  promised !== undefined && cause === promised;

const exitCodeOf: Record<Proving['word'], number> = {
  proven: exitCodes.verified,
  'nothing-to-prove': exitCodes.verified,
  'not-proven': exitCodes.violated,
  incomplete: exitCodes.incomplete,
};
