import { faults, type FaultName } from '../../contract/faults.ts';

const loopback = /^(localhost|127(\.\d+){3}|\[?::1\]?)$/;

/** The fault that `FAULT` names; refuses one that is unknown, acts elsewhere, or would be reachable from beyond this machine. */
export function chosenFault(name: string | undefined, hostname: string): FaultName | undefined {
  if (name === undefined || name === '') return undefined;
  if (!isFaultName(name) || faults[name].on !== 'program') {
    throw new Error(
      `FAULT="${name}" is not a fault of a program. Those of kind "program" are listed in contract/faults.ts.`,
    );
  }
  if (!loopback.test(hostname)) {
    throw new Error(
      `FAULT="${name}" is refused on ${hostname}: faults are for loopback only. Unset FAULT or use 127.0.0.1.`,
    );
  }
  return name;
}

const isFaultName = (name: string): name is FaultName => Object.hasOwn(faults, name);
