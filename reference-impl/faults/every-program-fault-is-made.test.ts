import { expect, test } from 'vitest';
import { type FaultFacts, faults } from '../../contract/faults.ts';
import { apiFaults } from './api-faults.ts';
import { mcpFaults } from './mcp-faults.ts';
import { workerFaults } from './worker-faults.ts';

test('the programs make every fault that is theirs, and no other', () => {
  const theirs = Object.entries<FaultFacts>(faults).filter(([, { on }]) => on === 'program');
  const made = new Set([apiFaults, mcpFaults, workerFaults].flatMap((some) => Object.keys(some)));
  expect(made).toEqual(new Set(theirs.map(([name]) => name)));
});
