import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import local from '../targets/local.ts';

const launcher = join(import.meta.dirname, '..', 'medcor-verify');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'medcor-usage-'));
  const { broker: _broker, ...surfaces } = local.surfaces;
  await writeFile(join(folder, 'broken.json'), '{ "name": oops }');
  await writeFile(join(folder, 'without-broker.json'), JSON.stringify({ ...local, surfaces }));
});
afterAll(() => rm(folder, { recursive: true }));

const run = (...words: string[]) =>
  new Promise<{ exitCode: unknown; stdout: string; stderr: string }>((resolve) => {
    execFile(launcher, words, { cwd: folder, env: { PATH: process.env['PATH'] } }, (error, stdout, stderr) =>
      resolve({ exitCode: error?.code ?? 0, stdout, stderr }),
    );
  });

test.for<[string, string[], string]>([
  ['a misspelt area', ['helth'], 'There is no area or command "helth". Did you mean "health"?'],
  ['a misspelt command', ['lst'], 'There is no area or command "lst". Did you mean "list"?'],
  [
    'a profile that is no JSON',
    ['--target', './broken.json'],
    'The profile ./broken.json cannot be read: Unexpected token near line 1. It must be JSON, or TypeScript with a default export.',
  ],
  ['a stack without --name', ['up', 'staging'], 'A stack is called by --name: ./medcor-verify up --name staging.'],
  [
    'a misspelt target',
    ['--target', 'locl'],
    'No target is called "locl", and there is no such file. Did you mean "local"?',
  ],
  [
    'an unknown id',
    ['--only', 'queue.canary', '--stack', 'processes'],
    '--only queue.canary names no check. Did you mean "queue.canary-is-executed"?',
  ],
  [
    'a misspelt id',
    ['--only', 'queue.cannary', '--stack', 'processes'],
    '--only queue.cannary names no check. Did you mean "queue.canary-is-executed"?',
  ],
  ['no time at all', ['--deadline', '0s'], 'Nothing can be done in no time: give more, e.g. 90s, 5m or 500ms.'],
  ['a time without a unit', ['--deadline', '90'], 'Give a time with its unit, e.g. 90s, 5m or 500ms.'],
  [
    'a profile without a field',
    ['--target', './without-broker.json'],
    'The profile ./without-broker.json lacks the field "surfaces.broker". Give an address',
  ],
  [
    'images of a stack from processes',
    ['--stack', 'processes', '--images', 'bookworm'],
    '--images bookworm is for a stack from containers, and --stack processes asks for another',
  ],
  [
    'images of a stack that stays from processes',
    ['up', '--stack', 'processes', '--images', 'bookworm'],
    '--images bookworm is for a stack from containers, and --stack processes asks for another',
  ],
  [
    'a fault that containers do not take',
    ['--stack', 'containers', '--fault', 'worker-loses-result'],
    '--fault worker-loses-result is a fault of a program, and programs in containers take none',
  ],
  [
    'a fault that a stack that stays from containers does not take',
    ['up', '--images', 'trixie', '--fault', 'worker-loses-result'],
    '--fault worker-loses-result is a fault of a program, and programs in containers take none',
  ],
  ['images of no stack', ['health', '--images', 'trixie'], 'add --stack containers'],
  ['a misspelt fault', ['--stack', 'processes', '--fault', 'worker-frosen'], 'Did you mean "worker-frozen"?'],
  ['a misspelt fault to prove', ['prove', 'worker-frosen'], 'There is no fault "worker-frosen". Did you mean'],
  ['a misspelt area to prove', ['prove', '--area', 'qeue'], 'There is no area "qeue". Did you mean "queue"?'],
  ['a base that git does not know', ['prove', '--changed', 'no-such-commit'], '"no-such-commit" and this commit'],
  ['two ways to choose faults', ['prove', '--all', 'worker-frozen'], 'names of faults and --all choose faults'],
  [
    'a fault for what is not ours',
    ['--fault', 'worker-frozen', '--target', 'local'],
    '--fault is for stacks of our own',
  ],
  [
    'an authority that is not there',
    ['--api', 'https://api.example.org/', '--ca', 'nowhere.pem'],
    'nowhere.pem, the certificate authority of "the given addresses" (connection.certificateAuthority, --ca), is not there.',
  ],
  [
    'an instance of nobody',
    ['--target', 'local', '--resolve', 'api.example.org:443:10.0.0.7'],
    '--resolve api.example.org:443:10.0.0.7 (connection.resolve) names api.example.org:443, where no surface of "local" is.',
  ],
  ['an unknown option', ['--bogus'], "unknown option '--bogus'. See --help."],
  [
    'two deployments',
    ['--target', 'local', '--api', 'http://127.0.0.1:1/'],
    '--target and addresses name different deployments.',
  ],
  [
    'a unit of nowhere',
    ['health', '--unit', 'celery.service'],
    '--unit says what is asked and not where: add --services',
  ],
  [
    'services of a stack of ours',
    ['--stack', 'processes', '--services', 'this-machine', '--unit', 'celery.service'],
    '--stack and --services name different deployments.',
  ],
  [
    'a pattern of units',
    ['--services', 'this-machine', '--unit', 'celery@*.service'],
    '--unit: "celery@*.service" is a pattern, and one that matches nothing would miss nothing: name each unit',
  ],
  [
    'a template of units',
    ['--services', 'this-machine', '--unit', 'celery@.service'],
    '"celery@.service" is a template, of which nothing runs: name its instances, e.g. celery@1.service.',
  ],
  [
    'a service of no project',
    ['--services', 'this-machine', '--unit', 'celery.service', '--compose-service', 'web'],
    '--compose-service names a service and not its project: add --compose-project NAME.',
  ],
  [
    'more than the target allows',
    ['--target', 'local', '--safety', 'canary'],
    'The target "local" allows observe at most, and --safety canary was asked for.',
  ],
])('%s', async ([, words, sentence]) => {
  const { exitCode, stdout, stderr } = await run(...words);
  expect({ exitCode, stdout, lines: stderr.trim().split('\n').length }).toEqual({ exitCode: 2, stdout: '', lines: 1 });
  expect(stderr).toContain(sentence);
});

test('beside a profile --services says where the services of that are asked', async () => {
  const words = ['--target', 'local', '--services', 'ssh://app1', '--compose-project', 'medcor'];
  const { exitCode, stdout } = await run('explain', 'health', ...words);
  expect(exitCode).toBe(0);
  expect(stdout).toContain('--target local --services ssh://app1 --compose-project medcor');
});

test("a closed port is the target's violation, told without a stack trace", async () => {
  const { exitCode, stdout, stderr } = await run('health', '--api', 'http://127.0.0.1:1/');
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(/cause +nothing listens at http:\/\/127\.0\.0\.1:1\/api\/health\/.* \(connection-refused\)/);
  expect(stdout).toContain('VIOLATED  the given addresses');
  expect(stdout + stderr).not.toMatch(/^\s+at .*:\d+:\d+/m);
});

test('--json prints the run for a script and nothing else', async () => {
  const { stdout } = await run('health', '--api', 'http://127.0.0.1:1/', '--json');
  expect(JSON.parse(stdout)).toMatchObject({ schemaVersion: 2, word: 'violated', exitCode: 1 });
});

test.for([[], ['load'], ['explain'], ['doctor'], ['up'], ['down'], ['status'], ['sweep'], ['compare'], ['prove']])(
  '%j --help shows examples and exit codes',
  async (words) => {
    const { exitCode, stdout } = await run(...words, '--help');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('\nExamples:\n  ./medcor-verify');
    expect(stdout).toContain('Exit codes: 0 ');
  },
);

test('an area that is named twice is told once', async () => {
  const { stdout } = await run('health', 'health', '--api', 'http://127.0.0.1:1/');
  expect(stdout).toContain('(area health)');
});
