import { expect, test } from 'vitest';
import { findTarget } from './find-target.ts';
import local from './local.ts';
import { parseTarget } from './parse-target.ts';
import { resolveTarget } from './resolve-target.ts';
import { fromEnvironment } from './target.ts';
import { targetFromFlags } from './target-from-flags.ts';

const { broker: _broker, ...withoutBroker } = local.surfaces;

test.for<[string, unknown, string]>([
  [
    'a missing surface',
    { ...local, surfaces: withoutBroker },
    'The profile here.json lacks the field "surfaces.broker". Give an address',
  ],
  [
    'a missing name',
    { surfaces: local.surfaces },
    'The profile here.json lacks the field "name". Give the target the name',
  ],
  [
    'a wrong address',
    { ...local, surfaces: { ...local.surfaces, api: 'localhost' } },
    'The profile here.json has "localhost" as "surfaces.api": must be a URL that starts with http:// or https://',
  ],
  [
    'a safety too far',
    { ...local, furthestSafety: 'destructive' },
    'The profile here.json has "destructive" as "furthestSafety"',
  ],
  [
    'a misspelt field',
    { ...local, tokn: 'hunter2' },
    'The profile here.json has a field "tokn", which no profile has. The fields of a profile stand in targets/target.ts.',
  ],
  [
    'a secret written down',
    { ...local, identities: { staff: { kind: 'static', token: 'hunter2', tenant: 'north' } } },
    'The profile here.json has a string as "identities.staff.token"',
  ],
  ['nothing', undefined, 'The profile here.json lacks the field "the profile itself"'],
])('%s', ([, profile, sentence]) => {
  expect(() => parseTarget(profile, 'here.json')).toThrow(sentence);
});

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
