import { type FaultFacts, type FaultName, faults } from '../../contract/faults.ts';
import type { StackPlan } from '../stack.ts';
import { planFaults } from './plan-faults.ts';
import type { Inflict } from './inflicting.ts';
import { runningFaults } from './running-faults.ts';

/** The one that the programs themselves act on, if it is of that kind. */
export const programFaultOf = (fault: FaultName | undefined): FaultName | undefined =>
  withItsCondition(fault).find((name) => faults[name].on === 'program');

/** The plan with what the fault changes in it. */
export const changed = (plan: StackPlan, fault: FaultName | undefined): StackPlan =>
  withItsCondition(fault).reduce(
    (before, name) => (isOneOf(planFaults, name) ? planFaults[name](before) : before),
    plan,
  );

/** What has to be done to the stack once it is up. */
export const inflictions = (fault: FaultName | undefined): Inflict[] =>
  withItsCondition(fault).flatMap((name) => (isOneOf(runningFaults, name) ? [runningFaults[name]] : []));

/** Some faults show only while another one holds. */
function withItsCondition(fault: FaultName | undefined): FaultName[] {
  if (fault === undefined) return [];
  const facts: FaultFacts = faults[fault];
  const condition = facts.while;
  return condition !== undefined && isOneOf(faults, condition) ? [fault, condition] : [fault];
}

const isOneOf = <Known extends object>(known: Known, name: PropertyKey): name is keyof Known =>
  Object.hasOwn(known, name);
