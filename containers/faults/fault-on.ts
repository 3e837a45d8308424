import type { FaultName, faults } from '../../contract/faults.ts';

/** The names of the faults of one kind. */
export type FaultOn<Kind> = {
  [Name in FaultName]: (typeof faults)[Name]['on'] extends Kind ? Name : never;
}[FaultName];
