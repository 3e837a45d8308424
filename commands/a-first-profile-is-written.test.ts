import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findTarget } from '../targets/find-target.ts';
import { parseTarget } from '../targets/parse-target.ts';
import { askForAnswers } from './ask-for-answers.ts';
import { profileOf } from './profile-of-answers.ts';

const launcher = join(import.meta.dirname, '..', 'medcor-verify');
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'medcor-init-'));
});
afterEach(() => rm(folder, { recursive: true }));

const init = (...words: string[]) =>
  new Promise<{ exitCode: unknown; stdout: string; stderr: string }>((resolve) => {
    execFile(launcher, ['init', ...words], { cwd: folder, env: { PATH: process.env['PATH'] } }, (error, ...told) =>
      resolve({ exitCode: error?.code ?? 0, stdout: told[0], stderr: told[1] }),
    );
  });

const api = 'https://staging.example.org/';

test.for(['staging.json', 'profile.ts'])('%s is a profile that a run takes', async (file) => {
  await mkdir(join(folder, 'pki'));
  const words = [file, '--name', 'staging', '--api', api, '--broker', 'env:STAGING_BROKER', '--ca', 'pki/ca.pem'];
  const identity = ['--signing-key', 'env:STAGING_JWT_KEY', '--tenant', 'hospital-north'];
  const { exitCode, stdout } = await init(...words, ...identity, '--furthest-safety', 'canary', '--workers', '2');
  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: expect.stringContaining('STAGING_JWT_KEY') });
  expect(stdout).toContain(`./medcor-verify --target ./${file} `);

  await writeFile(join(folder, 'pki', 'ca.pem'), '');
  expect(await findTarget(join(folder, file))).toMatchObject({
    name: 'staging',
    surfaces: {
      api,
      proxy: api,
      broker: { fromEnvironment: 'STAGING_BROKER' },
      cache: { notOffered: expect.any(String) },
    },
    identities: {
      staff: { kind: 'signing-key', key: { fromEnvironment: 'STAGING_JWT_KEY' }, tenant: 'hospital-north' },
    },
    furthestSafety: 'canary',
    workers: { expected: 2 },
    connection: { certificateAuthority: join(folder, 'pki', 'ca.pem') },
  });
});

test('a secret in an address is not written down, and its variable is named', async () => {
  const secret = 'correct-horse-battery';
  const { stdout } = await init('--name', 'our staging', '--api', api, '--broker', `amqp://medcor:${secret}@broker/`);
  const written = await readFile(join(folder, 'our-staging.json'), 'utf8');
  expect(JSON.parse(written)).toMatchObject({ surfaces: { broker: { fromEnvironment: 'OUR_STAGING_BROKER' } } });
  expect(stdout).toMatch(/^ {2}OUR_STAGING_BROKER +the address of the broker$/m);
  expect(written + stdout).not.toContain(secret);
});

const staff = ['--name', 's', '--api', api, '--tenant', 'hospital-north'];

test('without somebody of another hospital it says what cannot be told', async () => {
  const { exitCode, stdout } = await init(...staff, '--signing-key', 'env:KEY');
  expect({ exitCode, stdout }).toEqual({
    exitCode: 0,
    stdout: expect.stringContaining(
      'With it cannot be told yet:\n  api.another-hospital-sees-nothing: The target "s" has no identity of another hospital than that of "staff" (hospital-north)',
    ),
  });
});

test.for<[string, string[], object]>([
  [
    'by the same key',
    ['--signing-key', 'env:KEY', '--other-tenant', 'hospital-south'],
    { kind: 'signing-key', key: { fromEnvironment: 'KEY' }, tenant: 'hospital-south' },
  ],
  [
    'by a token of its own',
    ['--signing-key', 'env:KEY', '--other-tenant', 'hospital-south', '--other-token', 'env:SOUTH'],
    { kind: 'static', token: { fromEnvironment: 'SOUTH' }, tenant: 'hospital-south' },
  ],
])('somebody of another hospital is known %s', async ([, words, elsewhere]) => {
  const { stdout } = await init(...staff, ...words);
  expect(stdout).not.toContain('cannot be told');
  const { identities } = JSON.parse(await readFile(join(folder, 's.json'), 'utf8')) as { identities: object };
  expect(identities).toMatchObject({ staff: { tenant: 'hospital-north' }, elsewhere });
});

test('services that were named are asked as the profile says', async () => {
  await writeFile(join(folder, 'ssh_config'), '');
  const units = ['--unit', 'celery.service', '--unit', 'rabbitmq-server.service', '--compose-project', 'medcor'];
  const ofProject = ['--compose-service', 'web', '--compose-service', 'worker', '--compose-optional', 'debug'];
  const words = ['--services', 'ssh://deploy@app1', ...units, ...ofProject, '--ssh-config', 'ssh_config'];
  expect(await init('s.json', '--name', 's', ...words)).toMatchObject({ exitCode: 0 });
  expect(JSON.parse(await readFile(join(folder, 's.json'), 'utf8'))).toHaveProperty('services.sshConfig', 'ssh_config');
  expect((await findTarget(join(folder, 's.json'))).services).toEqual({
    on: 'ssh://deploy@app1',
    units: ['celery.service', 'rabbitmq-server.service'],
    compose: { project: 'medcor', services: ['web', 'worker'], optional: ['debug'] },
    sshConfig: join(folder, 'ssh_config'),
  });
});

test('a file that exists stays as it is', async () => {
  await writeFile(join(folder, 'staging.json'), 'mine');
  expect(await init('--name', 'staging', '--api', api)).toEqual({
    exitCode: 2,
    stdout: '',
    stderr: 'staging.json exists, and is not overwritten. Give another name, or remove it first.\n',
  });
  expect(await readFile(join(folder, 'staging.json'), 'utf8')).toBe('mine');
});

test.for<[string[], string]>([
  [['--name', 'staging'], 'There is nothing to write: give at least one address (--api URL …)'],
  [['--api', api], 'The profile needs a name, which the verdict will carry: add --name staging.'],
  [['--name', 's', '--api', 'localhost'], 'The profile s.json has "localhost" as "surfaces.api"'],
  [['--name', 's', '--api', api, '--token', 'hunter2hunter2', '--tenant', 'n'], '--token takes the name of an env'],
  [['--name', 's', '--api', api, '--token', 'env:T'], 'An identity belongs to a hospital: add --tenant NAME.'],
  [['--name', 's', '--api', api, '--token', 'env:T', '--signing-key', 'env:K'], '--signing-key and --token are two'],
  [
    ['--name', 's', '--api', api, '--other-tenant', 'south'],
    'Somebody of another hospital is compared with staff: add',
  ],
  [
    ['--name', 's', '--api', api, '--signing-key', 'env:K', '--tenant', 'n', '--other-tenant', 'n'],
    '--other-tenant n is the hospital of staff too. Give another one.',
  ],
  [
    ['--name', 's', '--api', api, '--token', 'env:T', '--tenant', 'n', '--other-tenant', 's'],
    'name the variable that holds it (--other-token).',
  ],
  [
    ['--name', 's', '--api', api, '--token', 'env:T', '--tenant', 'n', '--other-token', 'env:S'],
    '--other-token is of another hospital: add --other-tenant NAME.',
  ],
  [['s.yaml', '--name', 's', '--api', api], 'A profile is JSON or TypeScript: end its name with .json or .ts'],
  [['absent/s.json', '--name', 's', '--api', api], 'absent/s.json cannot be written: '],
  [['--name', 's', '--api', api, '--workers', 'two'], 'Give a whole number from 1 on.'],
  [['--name', 's', '--api', api, '--furthest-safety', 'destructive'], 'Known: observe, probe, canary.'],
])('%j writes nothing', async ([words, sentence]) => {
  const { exitCode, stdout, stderr } = await init(...words);
  expect({ exitCode, stdout, lines: stderr.trim().split('\n').length }).toEqual({ exitCode: 2, stdout: '', lines: 1 });
  expect(stderr).toContain(sentence);
  expect(stderr).not.toContain('hunter2');
  expect(await readdir(folder)).toEqual([]);
});

/** A person who answers each question by what it asks for, and is asked again where that was no answer. */
const person = (answers: Readonly<Record<string, string | string[]>>) => {
  const asked: string[] = [];
  const left = Object.entries(answers).map(([about, said]) => ({ about, said: [said].flat() }));
  const ask = async (question: string) => {
    asked.push(question);
    return left.find(({ about }) => question.includes(about))?.said.shift() ?? '';
  };
  return { ask, asked };
};

test('on a terminal it asks for what the flags have not said, and again where that is no answer', async () => {
  const { ask, asked } = person({
    'What shall the verdict call': ['', 'staging'],
    'of the api': ['staging.example.org', api],
    'of the broker': 'env:STAGING_BROKER',
    'systemd and Compose asked': ['app1', 'ssh://deploy@app1'],
    'Which systemd units': ['celery', 'celery.service mcp-server.service'],
    'Which project of Compose': 'medcor',
    'services must run': ['web;worker', 'web worker'],
    'services need not run': 'debug',
    'holds the key': ['the-key-itself', 'env:STAGING_KEY'],
    'hospital (tenant)': 'north',
    'Another hospital': ['north', 'south'],
    'How far': ['destructive', 'canary'],
  });
  const answers = await askForAnswers({ mcp: 'http://mcp:8001/' }, ask);
  expect(answers).toEqual({
    name: 'staging',
    api,
    mcp: 'http://mcp:8001/',
    broker: 'env:STAGING_BROKER',
    services: 'ssh://deploy@app1',
    unit: ['celery.service', 'mcp-server.service'],
    composeProject: 'medcor',
    composeService: ['web', 'worker'],
    composeOptional: ['debug'],
    signingKey: 'env:STAGING_KEY',
    tenant: 'north',
    otherTenant: 'south',
    furthestSafety: 'canary',
  });
  expect(asked.filter((question) => question.includes('mcp'))).toEqual([]);
  expect(asked).toContainEqual(expect.stringContaining('That is no address of the api: it must start with http:'));
  expect(asked).toContainEqual(expect.stringContaining('Give env: and the name of the variable, not the secret.'));
  const { profile, variables } = profileOf(answers, 'staging.json');
  expect(parseTarget(profile, 'staging.json')).toEqual(profile);
  expect([...variables.keys()]).toEqual(['STAGING_KEY', 'STAGING_BROKER']);
});
