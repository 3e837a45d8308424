import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redactor } from '../redact.ts';

// Chosen anew each time, so that many runs of the tests see many of them.
fc.configureGlobal({ numRuns: 25, ...fc.readConfigureGlobal() });

/** Characters that escapes are made of among others, so that a secret may look like one. */
const visible = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...'abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'.split('')) },
  { weight: 3, arbitrary: fc.constantFrom(...'%&\\"\'/_-.:;=#?!@{}[]<>~$^*()|,u0x'.split('')) },
  { weight: 1, arbitrary: fc.constantFrom('ä', 'ß', 'ж', '語', '😀', '€') },
);

/** With a blank here and there, which forms write as "+". */
const secrets = fc
  .array(fc.tuple(visible, fc.nat(20)), { minLength: 10, maxLength: 40 })
  .map((units) => units.map(([sign, blank], index) => (blank === 0 && index > 0 ? ` ${sign}` : sign)));

const surroundings = fc.string({ unit: 'grapheme', maxLength: 30 });

const hex = (sign: string, width: number) => sign.codePointAt(0)?.toString(16).padStart(width, '0');
const perByte = (sign: string, write: (byte: number) => string) => [...Buffer.from(sign)].map(write).join('');
const percent = (byte: number) => `%${byte.toString(16).padStart(2, '0')}`;
const perUnit = (sign: string) =>
  sign
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');

/** How each character of a secret is written; a blank may stand before it. */
const writings: Record<string, (sign: string) => string> = {
  'as it is': (sign) => sign,
  'as JSON writes it': (sign) => JSON.stringify(sign).slice(1, -1),
  'as JSON in JSON': (sign) => JSON.stringify(JSON.stringify(sign).slice(1, -1)).slice(1, -1),
  'all in JSON escapes': perUnit,
  'in JSON escapes in capitals': (sign) => perUnit(sign).toUpperCase().replaceAll('\\U', '\\u'),
  'as an address writes it': encodeURIComponent,
  'as an address in lower case': (sign) => encodeURIComponent(sign).toLowerCase(),
  'all in percent signs': (sign) => perByte(sign, percent),
  'twice in percent signs': (sign) => encodeURIComponent(perByte(sign, percent)),
  'as a form writes it': (sign) => new URLSearchParams([['', sign]]).toString().slice(1),
  'as HTML writes it': (sign) =>
    sign.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll("'", '&#x27;'),
  'all in HTML entities': (sign) => Array.from(sign, (one) => `&#x${hex(one, 2)};`).join(''),
  'all in decimal entities': (sign) => Array.from(sign, (one) => `&#${one.codePointAt(0)};`).join(''),
  'as Python writes its bytes': (sign) => perByte(sign, (byte) => `\\x${byte.toString(16).padStart(2, '0')}`),
  'in capitals': (sign) => sign.replaceAll(/[a-z]/g, (letter) => letter.toUpperCase()),
  'wrapped at each character': (sign) => `${sign}\n      `,
  'wrapped as JSON tells it': (sign) => JSON.stringify(`${sign}\n    `).slice(1, -1),
  coloured: (sign) => `\u001B[31m${sign}\u001B[0m`,
};

const cut = fc.record({
  from: fc.double({ min: 0, max: 1, noNaN: true }),
  to: fc.double({ min: 0, max: 1, noNaN: true }),
});

/** A part of the text, from somewhere to somewhere. */
const partOf = (text: string, { from, to }: { from: number; to: number }) =>
  text.slice(Math.round(from * text.length * 0.6), Math.round((0.4 + to * 0.6) * text.length));

const windows = <Unit>(units: readonly Unit[], size: number): Unit[][] =>
  Array.from({ length: Math.max(0, units.length - size + 1) }, (_, at) => units.slice(at, at + size));

const staying = (runs: readonly string[][], clean: string): string[] =>
  runs.map((run) => run.join('')).filter((run) => clean.includes(run));

/** Eight characters in a row tell of a secret. */
const telling = 8;

describe('eight characters of a secret in a row do not stay', () => {
  test.for(Object.entries(writings))('%s', ([, write]) => {
    fc.assert(
      fc.property(secrets, surroundings, surroundings, cut, (signs, before, after, where) => {
        const redact = redactor([signs.join('')]);
        const written = signs.map(write);
        const clean = redact(before + partOf(written.join(''), where) + after);
        expect(staying(windows(written, telling), clean)).toEqual([]);
      }),
    );
  });

  const encodings: Record<string, { encode: (bytes: Buffer) => string; width: number }> = {
    base64: { encode: (bytes) => bytes.toString('base64'), width: 12 },
    base64url: { encode: (bytes) => bytes.toString('base64url'), width: 12 },
    'base64 in lines': { encode: (bytes) => bytes.toString('base64').replaceAll(/.{19}/g, '$&\r\n  '), width: 12 },
    'base64 in an address': { encode: (bytes) => encodeURIComponent(bytes.toString('base64')), width: 16 },
    hexadecimal: { encode: (bytes) => bytes.toString('hex'), width: 16 },
    'hexadecimal in capitals': { encode: (bytes) => bytes.toString('hex').toUpperCase(), width: 16 },
    'bytes as Node shows them': { encode: (bytes) => bytes.toString('hex').replaceAll(/../g, '$& ').trim(), width: 24 },
  };
  test.for(Object.entries(encodings))('in %s, in the midst of a longer text', ([, { encode, width }]) => {
    fc.assert(
      fc.property(
        secrets,
        fc.string({ maxLength: 9 }),
        fc.string({ maxLength: 9 }),
        cut,
        (signs, before, after, where) => {
          const secret = signs.join('');
          const encoded = encode(Buffer.from(before + secret + after));
          const clean = redactor([secret])(`token: ${partOf(encoded, where)}`);
          // What stands around shares characters at the edges of the secret, so that those say less than one of it.
          const own = encode(Buffer.from(secret));
          expect(staying(windows(own.slice(4, -8).split(''), width), clean)).toEqual([]);
          const runs = windows(encoded.split(''), width);
          expect(staying(runs, clean).filter((run) => decodedHolds(run, signs))).toEqual([]);
        },
      ),
    );
  });
});

/** Whether a reader of so much of an encoded text has eight characters of the secret. */
function decodedHolds(run: string, signs: readonly string[]): boolean {
  const readings = [0, 1, 2, 3].map((skip) => Buffer.from(run.slice(skip), 'base64').toString());
  const asHex = Buffer.from(run.replaceAll(/\s/g, ''), 'hex').toString();
  return windows(signs, telling).some((window) =>
    [...readings, asHex].some((reading) => reading.includes(window.join(''))),
  );
}

test('a user and his password in one, at every length of the user', () => {
  const secret = 'p@ss word/42+é';
  for (const user of ['a', 'ab', 'abc', 'abcd']) {
    const sent = Buffer.from(`${user}:${secret}`).toString('base64');
    expect(redactor([secret])(`it sent ${sent} then`)).toMatch(/^it sent .{0,7}\[removed\].{0,5} then$/);
  }
});

test('in a part of a signed token, when that part stands alone', () => {
  const secret = 'hunter2"quoted"';
  const payload = Buffer.from(JSON.stringify({ a: 1, password: secret }))
    .toString('base64url')
    .slice(4);
  expect(redactor([secret])(`payload ${payload}`)).toMatch(/^payload \S*\[removed\]\S{0,4}$/);
});

test('the parts of a known token go one by one', () => {
  const token = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.Zm9yZ2VkLXNpZ25hdHVyZQ';
  const redact = redactor([token]);
  for (const part of token.split('.')) expect(redact(`bad part ${part}!`)).toBe('bad part [removed]!');
});

test('a secret that begins and ends with a plus leaves none', () => {
  expect(redactor(['+kT7vQz+R2mXw9+'])('it was +kT7vQz+R2mXw9+, then')).toBe('it was [removed], then');
});

test('a secret of which folding leaves nothing goes as it is', () => {
  expect(redactor(['+ + + + +'])('it was "+ + + + +" then')).toBe('it was "[removed]" then');
  expect(redactor(['a \t b c'])('a \t b ca \t b c then')).toBe('[removed] then');
});

test('the last word of a text goes, whatever the lengths of the other secrets', () => {
  expect(redactor(['hunt12', 'hunt345', 'kT7vQzR2m'])('it was hunt12')).toBe('it was [removed]');
});

test('only where a text ends is a part in quotation marks the beginning of a secret', () => {
  expect(redactor(['hunter2'])('the "hunt" goes on')).toBe('the "hunt" goes on');
});

test('escapes in escapes are read, three deep', () => {
  const escaped = (text: string, times: number): string =>
    times === 0 ? text : escaped(encodeURIComponent(text), times - 1);
  const secret = 'p@ss{word}/42';
  expect(redactor([secret])(`it was ${escaped(secret, 4)} then`)).toBe('it was [removed] then');
  expect(redactor(['"#{}<>'])(`it was ${escaped('"#{}<>', 5)} then`)).toBe(`it was ${escaped('"#{}<>', 5)} then`);
});

test('a key wrapped and indented goes whole', () => {
  const key = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKjMzE=';
  const wrapped = key.replaceAll(/.{16}/g, '$&\n    ');
  expect(redactor([key])(`key: |\n    ${wrapped}\nnext: 1`)).toBe('key: |\n    [removed]\nnext: 1');
});

describe('words that a report must be able to say', () => {
  const redact = redactor(['medcor_password', 'postgres-appointments-1'], {
    sayable: ['postgres-appointments.example.org'],
  });

  test('stay although they are a part of a secret', () => {
    const sentence = 'the password is refused for the database of appointments at postgres-appointments.example.org';
    expect(redact(sentence)).toBe(sentence);
  });

  test.for([
    'DATABASE_PASSWORD, user_password and the password',
    'medcor-verify and postgres-appointments-2 with PostgreSQL 15',
    'the user medcor',
  ])('stay in other company: %s', (sentence) => {
    expect(redact(sentence)).toBe(sentence);
  });

  test('go where they are the secret, and where it was cut', () => {
    expect(redact('medcor_password, medcor%5Fpassword, postgres-appointments-1 and "medcor_pass"…')).toBe(
      '[removed], [removed], [removed] and "[removed]"…',
    );
    expect(redact('it was medcor_pa')).toBe('it was [removed]');
  });

  test('stay at the end of a text although a secret begins so', () => {
    expect(redact('the virtual host "medcor"')).toBe('the virtual host "medcor"');
  });

  test('are no secret that deserves the name', () => {
    expect(redactor(['password', 'postgres'])('the password of postgres')).toBe('the password of postgres');
  });

  test('a word of the deployment that holds a whole secret may not be said', () => {
    expect(
      redactor(['example-secret'], { sayable: ['example-secret.example.org'] })('at example-secret.example.org'),
    ).toBe('at [removed].example.org');
  });
});

test('what is clean comes back as it is', () => {
  const words = fc.constantFrom(
    'the password is refused',
    'worker1@localhost',
    'celery@app.example.org',
    '2026-11-22T10:10:04.123Z',
    '2026-11-22T10-10-04-123Z',
    'http://localhost:8001/health/',
    'amqp://guest@broker:5672//',
    '127.0.0.1:5672',
    'version 3.12.14',
    'canary 7f3a9c2b1d4e',
    'the queue "celery"',
    'medcor-verify-3f0c6f0e-9a55-4b2c-8d3e-2f1a6b7c8d9e',
    '200 application/json: {"status": "ok", "total": 5}',
    'token-refused',
    '{"password": null}',
    '(connection-refused)',
    'GET /api/patients/',
    '5.1 s',
    '95 % within 710.1 ms',
    'MCP-Protocol-Version: 2026-07-28',
    '[10:10:04] ok',
    'a token: expired',
  );
  fc.assert(
    fc.property(
      secrets,
      fc.array(words, { maxLength: 12 }),
      fc.constantFrom(' ', ', ', '; ', '\n', ': '),
      (signs, told, between) => {
        const text = told.join(between);
        expect(redactor([signs.join('')])(text)).toBe(text);
      },
    ),
  );
});

test('redacting twice is redacting once', () => {
  fc.assert(
    fc.property(secrets, surroundings, surroundings, (signs, before, after) => {
      const redact = redactor([signs.join('')]);
      const once = redact(`${before}password=${signs.join('')} ${after}`);
      expect(redact(once)).toBe(once);
    }),
  );
});
