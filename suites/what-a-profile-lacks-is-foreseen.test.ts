import { expect, test } from 'vitest';
import type { Identity } from '../targets/deployment.ts';
import { readEnvironment } from '../targets/read-environment.ts';
import { allChecks } from './all-checks.ts';
import { troublesOf } from './foresee.ts';
import { deploymentAt } from './hostile/ask-hostile.ts';

const staff: Identity = { kind: 'static', token: 'as-it-is', tenant: 'hospital-north' };
const elsewhere: Identity = { ...staff, tenant: 'hospital-south' };

const checks = allChecks.filter((check) => !('runner' in check));

/** The checks that could not be asked for want of an identity. */
const foreseenWith = (identities: Record<string, Identity>) => {
  const deployment = { ...deploymentAt({ api: 'http://127.0.0.1:1/' }), identities };
  return [...troublesOf(deployment, checks, readEnvironment({})).keys()].sort();
};

test('a second hospital, and a key for an expired token, are missed before anybody is asked', () => {
  expect(foreseenWith({ staff })).toEqual(['api.another-hospital-sees-nothing', 'mcp.refuses-an-expired-token']);
  expect(foreseenWith({ staff, elsewhere })).toEqual(['mcp.refuses-an-expired-token']);
});

test('nobody at all is missed by every check that wants somebody', () => {
  expect(foreseenWith({})).toEqual(
    checks
      .filter(({ needs }) => needs.includes('identities'))
      .map(({ id }) => id)
      .sort(),
  );
});
