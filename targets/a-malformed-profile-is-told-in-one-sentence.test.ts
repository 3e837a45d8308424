import { expect, test } from 'vitest';
import { UsageError } from '../harness/usage-error.ts';
import { findTarget } from './find-target.ts';
import local from './local.ts';
import { parseTarget } from './parse-target.ts';
import { resolveTarget } from './resolve-target.ts';
import { fromEnvironment, notOffered } from './target.ts';
import { targetFromFlags } from './target-from-flags.ts';

const complete = {
  ...local,
  connection: {
    forwardProxy: { url: fromEnvironment('PROXY'), direct: ['.example.org'] },
    certificateAuthority: 'ca.pem',
    clientCertificate: { certificate: 'client.pem', key: 'client.key', passphrase: fromEnvironment('PASSPHRASE') },
    resolve: ['localhost:80:127.0.0.1'],
  },
  identities: {
    staff: { kind: 'static', token: fromEnvironment('TOKEN'), tenant: 'north' },
    other: {
      kind: 'signing-key',
      key: fromEnvironment('KEY'),
      issuer: 'medcor',
      audiences: { api: 'a', mcp: 'm' },
      subject: 'u',
      tenant: 'south',
      role: 'staff',
    },
  },
  furthestSafety: 'canary',
  accepted: { 'mcp.refuses-an-expired-token': 'we hold no key' },
  waivers: [{ check: 'a.b', cause: 'c', reason: 'known', until: '2027-01-31' }],
  workers: { expected: 2, results: notOffered('they return none') },
  dialect: {
    queue: 'q',
    tasks: ['t'],
    healthyWords: ['ok'],
    healthPaths: { api: '/a/', mcp: '/m/' },
    mcpPaths: { direct: '/', proxied: '/mcp/' },
    readTool: { name: 'list', arguments: { limit: 1 } },
    documentationPath: '/docs/',
    appointmentsPath: '/appointments/',
  },
  canaries: { appointment: { doctor: 'd', specialty: 's' } },
  migrations: { table: 'django_migrations', app: 'a', newest: '0042_add_room' },
  expectedVersion: '1.4.2',
};

/** A copy of the complete profile with another value at a path; undefined takes the field out. */
function profileWith(path: string, value: unknown): unknown {
  const profile = structuredClone<Record<string, unknown>>(complete);
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const inside = keys.reduce((object, key) => object[key] as Record<string, unknown>, profile);
  if (value === undefined) delete inside[last];
  else inside[last] = value;
  return profile;
}

test('a complete profile is taken as it stands, without what is for editors alone', () => {
  expect(parseTarget({ ...complete, $schema: './profile.schema.json' }, 'here.json')).toEqual(complete);
});

test.for<[path: string, value: unknown, told: string]>([
  ['name', undefined, 'lacks the field "name". Give the target the name'],
  ['name', 7, 'has 7 as "name": must be a text. Give the target the name'],
  ['name', '', 'has "" as "name": must not be empty.'],
  ['surfaces', [], 'has a list of 0 as "surfaces": must be an object. Give an address'],
  [
    'surfaces.broker',
    undefined,
    'lacks the field "surfaces.broker". Give an address, or { "notOffered": "why" }, for each of api, mcp,',
  ],
  [
    'surfaces.api',
    'localhost',
    'has "localhost" as "surfaces.api": must be a URL that starts with http:// or https://, { "fromEnvironment": "NAME" } or',
  ],
  [
    'surfaces.broker',
    'amqp:/me:hunter2@h',
    'has a string as "surfaces.broker": must be a URL that starts with amqp://',
  ],
  [
    'surfaces.cache',
    { fromEnviroment: 'CACHE' },
    'has an object with "fromEnviroment" as "surfaces.cache": must be a URL',
  ],
  [
    'surfaces.cache',
    { fromEnvironment: 'redis://:hunter2@h' },
    'has a string as "surfaces.cache.fromEnvironment": must be the name of an environment variable.',
  ],
  [
    'surfaces.cash',
    'redis://h',
    'has a field "surfaces.cash", which no profile has. Did you mean "cache"? Known in "surfaces": api, mcp,',
  ],
  ['connection', 'proxy', 'has "proxy" as "connection": must be an object. A connection is { forwardProxy:'],
  [
    'connection.proxy',
    'x',
    'has a field "connection.proxy", which no profile has. Known in "connection": forwardProxy, certificateAuthority,',
  ],
  ['connection.forwardProxy.url', undefined, 'lacks the field "connection.forwardProxy.url"'],
  [
    'connection.forwardProxy.url',
    7,
    'has 7 as "connection.forwardProxy.url": must be an address or { "fromEnvironment": "NAME" }.',
  ],
  [
    'connection.forwardProxy.noProxy',
    [],
    'has a field "connection.forwardProxy.noProxy", which no profile has. Known in "connection.forwardProxy": url, direct.',
  ],
  [
    'connection.forwardProxy.direct',
    'example.org',
    'has "example.org" as "connection.forwardProxy.direct": must be a list.',
  ],
  ['connection.forwardProxy.direct.0', '', 'has "" as "connection.forwardProxy.direct.0": must not be empty.'],
  ['connection.certificateAuthority', '', 'has "" as "connection.certificateAuthority": must not be empty.'],
  ['connection.clientCertificate.certificate', undefined, 'lacks the field "connection.clientCertificate.certificate"'],
  ['connection.clientCertificate.key', 7, 'has 7 as "connection.clientCertificate.key": must be a text.'],
  [
    'connection.clientCertificate.passphrase',
    'hunter2',
    'has a string as "connection.clientCertificate.passphrase": must be an object.',
  ],
  [
    'connection.resolve',
    'localhost:80:127.0.0.1',
    'has "localhost:80:127.0.0.1" as "connection.resolve": must be a list.',
  ],
  ['connection.resolve.0', 'localhost:80', 'has "localhost:80" as "connection.resolve.0": must be HOST:PORT:ADDRESS'],
  [
    'identities.staff',
    'hunter2',
    'has a string as "identities.staff": must be an object. An identity is { kind: "static"',
  ],
  ['identities.staff.kind', 'sttic', 'has "sttic" as "identities.staff.kind": must be "static" or "signing-key".'],
  ['identities.staff.token', 'hunter2', 'has a string as "identities.staff.token": must be an object.'],
  [
    'identities.staff.token',
    { fromEnvironment: 'hunter-2' },
    'has a string as "identities.staff.token.fromEnvironment": must be the name of an environment variable.',
  ],
  ['identities.staff.tenant', 7, 'has 7 as "identities.staff.tenant": must be a text.'],
  [
    'identities.staff.tokn',
    'hunter2',
    'has a field "identities.staff.tokn", which no profile has. Did you mean "token"? Known in "identities.staff": kind, token, tenant.',
  ],
  ['identities.other.key', undefined, 'lacks the field "identities.other.key".'],
  ['identities.other.issuer', '', 'has "" as "identities.other.issuer": must not be empty.'],
  [
    'identities.other.audiences',
    { api: 'a', mc: 'm' },
    'has a field "identities.other.audiences.mc", which no profile has. Did you mean "mcp"?',
  ],
  ['identities.other.subject', undefined, 'lacks the field "identities.other.subject".'],
  ['identities.other.role', 1, 'has 1 as "identities.other.role": must be a text.'],
  [
    'furthestSafety',
    'destructive',
    'has "destructive" as "furthestSafety": must be "observe" or "probe" or "canary". Use observe',
  ],
  ['accepted', ['a.b'], 'has a list of 1 as "accepted": must be an object. Give the reason'],
  ['accepted.a', '', 'has "" as "accepted.a": must not be empty. Give the reason for each check'],
  ['waivers', {}, 'has an empty object as "waivers": must be a list. A waiver is { check, cause, reason, until }'],
  ['waivers.0.check', undefined, 'lacks the field "waivers.0.check". A waiver is'],
  [
    'waivers.0.chek',
    'a.b',
    'has a field "waivers.0.chek", which no profile has. Did you mean "check"? Known in "waivers.0": check, cause, of, reason, until.',
  ],
  ['waivers.0.cause', 7, 'has 7 as "waivers.0.cause": must be a text.'],
  ['waivers.0.of', '', 'has "" as "waivers.0.of": must not be empty.'],
  ['waivers.0.reason', '', 'has "" as "waivers.0.reason": must not be empty.'],
  [
    'waivers.0.until',
    '31.1.2027',
    'has "31.1.2027" as "waivers.0.until": must be the last day on which it counts, as YYYY-MM-DD.',
  ],
  ['workers.expected', 0, 'has 0 as "workers.expected": must be at least 1. Give how many workers'],
  ['workers.expected', 1.5, 'has 1.5 as "workers.expected": must be a whole number.'],
  ['workers.results', 'redis', 'has "redis" as "workers.results": must be "rpc" or { "notOffered": "why" }.'],
  ['workers.count', 1, 'has a field "workers.count", which no profile has. Known in "workers": expected, results.'],
  ['canaries', 'x', 'has "x" as "canaries": must be an object. Give what canaries may use'],
  ['canaries.apointment', {}, 'has a field "canaries.apointment", which no profile has. Did you mean "appointment"?'],
  ['canaries.appointment.doctor', '', 'has "" as "canaries.appointment.doctor": must not be empty.'],
  ['canaries.appointment.specialty', undefined, 'lacks the field "canaries.appointment.specialty".'],
  ['dialect.queue', '', 'has "" as "dialect.queue": must not be empty. The names that a dialect can change'],
  ['dialect.tasks', [], 'has a list of 0 as "dialect.tasks": must not be empty.'],
  ['dialect.healthyWords', 'ok', 'has "ok" as "dialect.healthyWords": must be a list.'],
  ['dialect.healthPaths.api', 'api/health/', 'has "api/health/" as "dialect.healthPaths.api": must start with "/".'],
  ['dialect.mcpPaths.proxied', undefined, 'lacks the field "dialect.mcpPaths.proxied".'],
  ['dialect.readTool.name', '', 'has "" as "dialect.readTool.name": must not be empty.'],
  ['dialect.documentationPath', 'docs', 'has "docs" as "dialect.documentationPath": must start with "/".'],
  ['dialect.appointmentsPath', 1, 'has 1 as "dialect.appointmentsPath": must be a text.'],
  [
    'dialect.appointmentPath',
    '/x/',
    'has a field "dialect.appointmentPath", which no profile has. Did you mean "appointmentsPath"?',
  ],
  ['migrations.newest', undefined, 'lacks the field "migrations.newest". Give the table in which migrations are noted'],
  ['migrations.table', 7, 'has 7 as "migrations.table": must be a text.'],
  ['expectedVersion', 1.4, 'has 1.4 as "expectedVersion": must be a text. Give the version'],
  [
    'surface',
    {},
    'has a field "surface", which no profile has. Did you mean "surfaces"? Known fields: name, surfaces, connection,',
  ],
  ['hunter2hunter2', 'x', 'has a field "hunter2hunter2", which no profile has. Known fields:'],
])('%s: %j', ([path, value, told]) => {
  const sentence = sentenceAbout(profileWith(path, value));
  expect(sentence).toContain(`The profile here.json ${told}`);
  expect(sentence).not.toContain('hunter2@');
  expect(sentence).not.toMatch(/"hunter-?2"/);
});

test.for<[what: string, profile: unknown, told: string]>([
  ['nothing', undefined, 'is empty. A profile is an object with at least a name and surfaces'],
  ['null', null, 'is null. A profile is'],
  ['a text', 'staging', 'is "staging". A profile is'],
  ['a list', [local], 'is a list of 1. A profile is'],
  ['a function', () => local, 'is a function: export what it returns instead. A profile is'],
  [
    'a promise',
    Promise.resolve(local),
    'is a promise: export what it resolves to instead, with await before it. A profile is',
  ],
])('%s', ([, profile, told]) => {
  expect(sentenceAbout(profile)).toContain(`The profile here.json ${told}`);
});

function sentenceAbout(profile: unknown): string {
  try {
    parseTarget(profile, 'here.json');
    return 'it was taken';
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
}

test('a name that is no target names the nearest one', async () => {
  await expect(findTarget('locl')).rejects.toThrow(
    'No target is called "locl", and there is no such file. Did you mean "local"? Known: local. Add one in targets/',
  );
});

test('a secret that the environment lacks is named', () => {
  const profile = parseTarget(
    { ...local, surfaces: { ...local.surfaces, database: fromEnvironment('STAGING_DATABASE') } },
    'here.json',
  );
  expect(() => resolveTarget(profile, {})).toThrow(
    'The target "local" takes the address of its database from the environment variable STAGING_DATABASE, which is not set. Set it and ask again.',
  );
  expect(resolveTarget(profile, { STAGING_DATABASE: 'postgres://db/medcor' }).surfaces.database).toEqual({
    url: 'postgres://db/medcor',
  });
});

test('an address on the command line or in the environment is looked at like one in a profile', () => {
  expect(() => resolveTarget(targetFromFlags({ broker: 'http://localhost/' }), {})).toThrow(
    'The address of the broker of "the given addresses" (--broker) is not one: it must start with amqp:// or amqps:// or pyamqp://.',
  );
  const profile = parseTarget({ ...local, surfaces: { ...local.surfaces, api: fromEnvironment('API') } }, 'here.json');
  expect(() => resolveTarget(profile, { API: 'hunter2' })).toThrow(
    '(the environment variable API) is not one: it must start with http:// or https://.',
  );
});

test('addresses alone make a target', () => {
  const deployment = resolveTarget(targetFromFlags({ api: 'https://api.example.org' }), {});
  expect(deployment).toMatchObject({
    furthestSafety: 'canary',
    own: false,
    surfaces: {
      api: { url: 'https://api.example.org/' },
      proxy: { url: 'https://api.example.org/' },
      broker: { notOffered: 'no --broker was given' },
    },
  });
});
