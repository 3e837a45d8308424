import type { z } from 'zod';
import { didYouMean } from '../harness/nearest.ts';
import { isSecretName } from '../harness/redact.ts';
import { UsageError } from '../harness/usage-error.ts';
import { surfaceNames } from './deployment.ts';
import { fieldsAt } from './fields-at.ts';
import { profileSchema } from './profile-schema.ts';
import type { Target } from './target.ts';

/** A profile from outside as a Target. Throws a UsageError that names the field, what was seen there and what to do. */
export function parseTarget(value: unknown, from: string): Target {
  // A promise would pass for an object without fields.
  if (value instanceof Promise) throw new UsageError(`The profile ${from} is ${rootAs(value)}. ${rootRemedy}`);
  const parsed = profileSchema.safeParse(value);
  if (parsed.success) {
    const { $schema: _forEditors, ...target } = parsed.data;
    return target as unknown as Target;
  }
  const { issues } = parsed.error;
  // A misspelt field is also a lacking one: the misspelling is what a person has to mend.
  const issue = issues.find((each) => each.code === 'unrecognized_keys') ?? issues[0];
  if (issue === undefined) throw new UsageError(`The profile ${from} is not valid.`);
  throw new UsageError(`The profile ${from} ${problemOf(issue, value)}`);
}

function problemOf(issue: z.core.$ZodIssue, profile: unknown): string {
  const path = issue.path.map(String);
  const value = path.reduce<unknown>((inside, key) => (inside as Record<string, unknown> | undefined)?.[key], profile);
  if (issue.code === 'unrecognized_keys') return unknownField(path, { keys: issue.keys, value });
  if (path.length === 0) return `is ${rootAs(value)}. ${rootRemedy}`;
  const field = path.join('.');
  const remedy = remedies[path[0] ?? ''] ?? rootRemedy;
  if (value === undefined) return `lacks the field "${field}". ${remedy}`;
  return `has ${seenAs(path, value)} as "${field}": ${demandOf(issue)}. ${remedy}`;
}

/** Names the field and not what stands in it: a misspelt name may hold a secret. */
function unknownField(path: readonly string[], { keys, value }: { keys: readonly string[]; value: unknown }): string {
  const [key = ''] = keys;
  const known = fieldsAt(profileSchema, path, value).filter((field) => field !== '$schema');
  return `has a field "${[...path, key].join('.')}", which no profile has. ${didYouMean(key, known)}Known ${path.length === 0 ? 'fields' : `in "${path.join('.')}"`}: ${known.join(', ')}.`;
}

const rootRemedy = 'A profile is an object with at least a name and surfaces; its fields stand in targets/target.ts.';

const remedies: Record<string, string> = {
  name: 'Give the target the name that its verdict shall carry, e.g. "staging".',
  surfaces: `Give an address, or { "notOffered": "why" }, for each of ${surfaceNames.join(', ')}.`,
  connection:
    'A connection is { forwardProxy: { url, direct }, certificateAuthority, clientCertificate: { certificate, key, passphrase }, resolve: ["HOST:PORT:ADDRESS"] }, each where it is needed.',
  services:
    'Services are { on: "this-machine" or "ssh://HOST", units: ["celery.service"], compose: { project, services, optional }, sshConfig }, each where it is needed, or { "notOffered": "why" }.',
  identities:
    'An identity is { kind: "static", token, tenant } or { kind: "signing-key", key, issuer, subject, tenant, role }; secrets are { "fromEnvironment": "NAME" }.',
  accepted: 'Give the reason for each check that is accepted as unproven: { "ID": "why" }.',
  waivers:
    'A waiver is { check, cause, reason, until }: the ids of the check and of the cause as a failure tells them, and the last day; and "of", the one thing that it is about, where several may fail for that cause.',
  furthestSafety: 'Use observe, probe or canary.',
  workers: 'Give how many workers there are and how results come back: { expected: 2, results: "rpc" }.',
  queues:
    'Give queues as [{ name: "reports", arguments: { "x-max-priority": 10 }, mostWaiting: 50 }], each part but the name where it is not as the contract says.',
  canaries:
    'Give what canaries may use: { appointment: { doctor, specialty } }, a doctor whose calendar nobody else looks at.',
  dialect: 'The names that a dialect can change stand in targets/deployment.ts.',
  migrations:
    'Give the table in which migrations are noted down and the newest one: { table: "django_migrations", app: "appointments", newest: "0042_add_room" }.',
  expectedVersion: 'Give the version, or the commit, that must answer.',
};

function rootAs(value: unknown): string {
  if (typeof value === 'function') return 'a function: export what it returns instead';
  if (value instanceof Promise) return 'a promise: export what it resolves to instead, with await before it';
  return value === undefined ? 'empty' : seenAs([], value);
}

const placesOfSecrets = ['passphrase', 'fromEnvironment'];

/** What was seen, short and without what may be a secret in the wrong place. */
function seenAs(path: readonly string[], value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) {
    const keys = Object.keys(value).map((key) => `"${key}"`);
    return keys.length === 0 ? 'an empty object' : `an object with ${keys.join(', ')}`;
  }
  if (typeof value !== 'string') return String(value);
  const last = path.at(-1) ?? '';
  const mayBeSecret = path.some((key) => isSecretName(key) || placesOfSecrets.includes(key)) || value.includes('@');
  // An identity that is a text is a token, and what is no host where an address belongs may be one.
  if (mayBeSecret || (path[0] === 'identities' && path.length < 3)) return 'a string';
  if (path[0] === 'surfaces' && path.length === 2 && !looksLikeAddress.test(value)) return 'a string';
  return JSON.stringify(value.length > 80 && last !== 'name' ? `${value.slice(0, 80)}…` : value);
}

/** With a scheme, or a host in lower case. */
const looksLikeAddress = /^(?:[a-z+]+:\/\/|[a-z-]+(?:\.[a-z\d-]+)*(?::\d+)?(?:\/|$))/;

/** What must stand there, in our own words where the library's are about itself. */
function demandOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${kinds[issue.expected] ?? issue.expected}`;
    case 'too_small':
      return issue.origin === 'number'
        ? `must be at least ${Number(issue.minimum) + (issue.inclusive ? 0 : 1)}`
        : 'must not be empty';
    case 'invalid_value':
      return `must be ${issue.values.map((each) => JSON.stringify(each)).join(' or ')}`;
    case 'invalid_format':
      return issue.format === 'starts_with'
        ? `must start with "${'prefix' in issue ? String(issue.prefix) : ''}"`
        : issue.message;
    case 'invalid_union':
      return 'options' in issue && Array.isArray(issue.options)
        ? `must be ${issue.options.map((each) => JSON.stringify(each)).join(' or ')}`
        : issue.message;
    default:
      return issue.message;
  }
}

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};
