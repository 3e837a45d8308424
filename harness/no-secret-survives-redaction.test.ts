import { expect, test } from 'vitest';
import { redactor } from './redact.ts';

const secret = 'p@ss word/42';
const redact = redactor([secret, 'guest']);

test.for([
  ['as it is', `password=${secret};`],
  ['URL-encoded', `amqp://u:${encodeURIComponent(secret)}@host`],
  ['in base64', `Basic ${Buffer.from(secret).toString('base64')}`],
  ['in base64url', Buffer.from(secret).toString('base64url')],
])('%s', ([, text]) => {
  const clean = redact(text as string);
  expect(clean).toContain('[removed]');
  for (const form of [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64').slice(0, 8)]) {
    expect(clean).not.toContain(form);
  }
});

test('a password in an address and a signed token go, whether known or not', () => {
  expect(redact('amqp://medcor:unknown@localhost:5672// answered eyJhbGciOiJI.eyJzdWIiOiJ4In0.c2lnbmF0dXJl')).toBe(
    'amqp://medcor:[removed]@localhost:5672// answered [removed]',
  );
});

test('short words that a report must be able to say stay', () => {
  expect(redact('the user guest is refused')).toBe('the user guest is refused');
});
