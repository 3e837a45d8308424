import { expect, test } from 'vitest';
import { contractDialect } from './contract-dialect.ts';
import type { Deployment } from './deployment.ts';
import { redactorOf } from './redactor-of.ts';

const none = { notOffered: 'none here' };

const deployment: Deployment = {
  name: 'medcor-staging-2',
  surfaces: {
    api: { url: 'https://medcor-staging-2.example.org/' },
    broker: {
      url: 'amqp://medcor-staging:medcor-staging-2-password@broker.medcor-staging-2.example.org:5671/medcor-staging',
    },
    mcp: none,
    proxy: none,
    management: none,
    database: none,
    cache: none,
  },
  identities: {},
  furthestSafety: 'observe',
  accepted: {},
  workers: { results: none },
  dialect: contractDialect,
  own: false,
};
const redact = redactorOf(deployment);

test('although a password begins like them', () => {
  const sentence =
    'the broker at amqp://broker.medcor-staging-2.example.org:5671 refuses the user medcor-staging of medcor-staging-2 at https://medcor-staging-2.example.org/';
  expect(redact(sentence)).toBe(sentence);
});

test('and the password goes', () => {
  expect(redact('Login with medcor-staging-2-password was refused; medcor-staging-2-passw…')).toBe(
    'Login with [removed] was refused; [removed]…',
  );
});
