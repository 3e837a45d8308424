import { expect, test } from 'vitest';
import { UsageError } from '../harness/usage-error.ts';
import { resolveTarget } from './resolve-target.ts';
import { fromEnvironment, notOffered, type Target } from './target.ts';

const none = notOffered('none here');
const target: Target = {
  name: 'staging',
  surfaces: {
    api: 'https://staging.example.org/',
    mcp: none,
    proxy: none,
    broker: fromEnvironment('BROKER'),
    management: none,
    database: none,
    cache: none,
  },
  identities: {
    staff: { kind: 'static', token: fromEnvironment('TOKEN'), tenant: 'north' },
    other: {
      kind: 'signing-key',
      key: fromEnvironment('KEY'),
      issuer: 'i',
      subject: 's',
      tenant: 'south',
      role: 'staff',
    },
  },
};
const whole = { BROKER: 'amqp://u:secret42@h//', TOKEN: 'secret42.of.staff', KEY: 'a secret42 of several words ' };

function refusalOf(variables: Partial<typeof whole>): string {
  try {
    resolveTarget(target, { ...whole, ...variables });
    return '';
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
}

const lineBreak =
  'which begins or ends with a line break, as a file read whole has it. Set it without (what a shell reads by $(cat FILE) has none) and ask again.';

test.for<[Partial<typeof whole>, string]>([
  [{}, ''],
  [
    { TOKEN: 'secret42.of.staff\n' },
    `The target "staging" takes the token of staff from the environment variable TOKEN, ${lineBreak}`,
  ],
  [
    { TOKEN: '\r\nsecret42' },
    `The target "staging" takes the token of staff from the environment variable TOKEN, ${lineBreak}`,
  ],
  [
    { KEY: 'secret42\r\n' },
    `The target "staging" takes the signing key of other from the environment variable KEY, ${lineBreak}`,
  ],
  [
    { BROKER: 'amqp://u:secret42@h//\n' },
    `The target "staging" takes the address of its broker from the environment variable BROKER, ${lineBreak}`,
  ],
  [
    { TOKEN: 'Bearer secret42' },
    'The target "staging" takes the token of staff from the environment variable TOKEN, which holds white space, and no token does. Set it to the token alone and ask again.',
  ],
])('%j', ([variables, sentence]) => {
  expect(refusalOf(variables)).toBe(sentence);
});
