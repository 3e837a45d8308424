import { describe, expect, test } from 'vitest';
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

test('what stands whole in a document is not taken for the beginning of a secret, and a short secret in it goes', () => {
  const redactShort = redactor(['hunter2', 'abc123']);
  expect(redactShort('{"a":"it is hunt","b":"it is: hunt"}')).toBe('{"a":"it is hunt","b":"it is: hunt"}');
  expect(redactShort('{"a":"abc123"}')).toBe('{"a":"[removed]"}');
});

test('a string in JSON with a bracket in it is no document', () => {
  expect(redact('"amqp://medcor:unknown@h/{}"')).toBe('"amqp://medcor:[removed]@h/{}"');
  expect(redact('"amqp://medcor:unknown@h {}"')).toBe('"amqp://medcor:[removed]@h {}"');
});

test.for([
  ['no such patient Jane Roe', 'no such patient [removed]'],
  ['Patient Jane Roe', 'Patient [removed]'],
  ['for Mr. Roe, Mrs Roe, Ms Roe, Miss Roe', 'for Mr. [removed], Mrs [removed], Ms [removed], Miss [removed]'],
  ['for Mr Roe', 'for Mr [removed]'],
  ['for Mrs Roe', 'for Mrs [removed]'],
  ['for Ms Roe', 'for Ms [removed]'],
  ['for Miss Roe', 'for Miss [removed]'],
  ['psql --password hunter', 'psql --password [removed]'],
  ['+491701234567', '[removed]'],
  [`it was sk-${'a'.repeat(20)}`, 'it was [removed]'],
  [`it was xoxb-${'a'.repeat(10)}`, 'it was [removed]'],
  [`it was glpat-${'a'.repeat(16)}`, 'it was [removed]'],
  ['it was eyJhbGciOiJI', 'it was [removed]'],
])('a text of nothing but words, or of none, may tell all the same: %s', ([text, clean]) => {
  expect(redact(text as string)).toBe(clean);
});

describe('of a secret that was cut before it was redacted', () => {
  const token = 'kT7vQzR2mXw9LpB4sNfH';
  const redactToken = redactor([token, 'hunter2']);

  test.for([20, 15, 8, 7, 4])('the first %i characters go', (length) => {
    for (const text of [
      `got ${token.slice(0, length)}…`,
      `got "${token.slice(0, length)}"…`,
      `"${token.slice(0, length)}"`,
    ])
      expect(redactToken(text)).toBe(text.replace(token.slice(0, length), '[removed]'));
    expect(redactToken(`got ${token.slice(0, length)}`)).toBe('got [removed]');
  });

  test('the first characters of what it is in base64 go', () => {
    const encoded = Buffer.from(token).toString('base64').slice(0, 6);
    expect(redactToken(`got ${encoded}…`)).toBe('got [removed]…');
  });

  test('the end and the middle go', () => {
    expect(redactToken(`${token.slice(-9)} and ${token.slice(5, 15)}, too`)).toBe('[removed] and [removed], too');
  });

  test('a short one goes whole and where it is cut', () => {
    expect(redactToken('hunter2 hunt… hunter')).toBe('[removed] [removed]… [removed]');
  });

  test('a signed token goes however much of it is left', () => {
    expect(redactToken('Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6… eyJhbGciOiJI.eyJzdWIi…')).toBe(
      'Bearer [removed]… [removed]…',
    );
  });
});

test.for([
  ['http://Token@host/', 'http://[removed]@host/'],
  ['https://Token:@host/', 'https://[removed]@host/'],
  ['redis://tok@host:1/0', 'redis://[removed]@host:1/0'],
  ['postgres://u@h/d?sslmode=off&password=Secret&x=1', 'postgres://u@h/d?sslmode=off&password=[removed]&x=1'],
  ['http://h/?api_key=abc#x', 'http://h/?api_key=[removed]#x'],
  ['amqp://u:a@b@host/', 'amqp://u:[removed]@host/'],
  [
    'amqp://guest@host/ postgres://postgres@h/d?routing_key=a',
    'amqp://guest@host/ postgres://postgres@h/d?routing_key=a',
  ],
])('what is a secret by its place goes, and nothing else: %s', ([text, clean]) => {
  expect(redact(text as string)).toBe(clean);
});
