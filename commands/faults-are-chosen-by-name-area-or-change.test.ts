import { execFile } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, normalize, sep } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { type FaultName, faults } from '../contract/faults.ts';
import { areasTouched } from './areas-touched.ts';
import { changedFiles } from './changed-files.ts';
import { chooseFaults, faultsAsking } from './choose-faults.ts';

const root = join(import.meta.dirname, '..');
const everyFault = Object.keys(faults) as FaultName[];

test('without a word, and with --all, every fault', async () => {
  expect(await chooseFaults([], {})).toEqual({ faults: everyFault, because: 'all' });
  expect(await chooseFaults([], { all: true })).toEqual({ faults: everyFault, because: 'all' });
});

test('by name, in the order of the contract and once each', async () => {
  const { faults: chosen } = await chooseFaults(['worker-frozen', 'cache-is-down', 'worker-frozen'], {});
  expect(chosen).toEqual(['cache-is-down', 'worker-frozen']);
});

test('by area: those that belong to it, and those of others that turn one of its checks red', async () => {
  const { faults: chosen } = await chooseFaults([], { area: ['health'] });
  expect(chosen).toContain('worker-frozen');
  expect(chosen).not.toContain('task-unregistered');
  expect((await chooseFaults([], { area: ['queue'] })).faults).toContain('task-unregistered');
});

test.for<[string, Parameters<typeof chooseFaults>, string]>([
  ['a misspelt fault', [['worker-frosen'], {}], 'There is no fault "worker-frosen". Did you mean "worker-frozen"?'],
  ['a misspelt area', [[], { area: ['qeue'] }], 'There is no area "qeue". Did you mean "queue"?'],
  [
    'two ways at once',
    [['worker-frozen'], { all: true }],
    'names of faults and --all choose faults in different ways.',
  ],
  ['a base that git does not know', [[], { changed: 'no-such-commit' }], '"no-such-commit"'],
])('%s is wrong usage', async ([, [names, words], sentence]) => {
  const choosing = chooseFaults(names, words);
  await expect(choosing).rejects.toMatchObject({ name: 'UsageError' });
  await expect(choosing).rejects.toThrow(sentence);
});

const areas = ['health', 'api', 'queue', 'load'];

test.for<[string[], ReturnType<typeof areasTouched>]>([
  [[], new Set()],
  [['README.md', 'docs/checks.md', 'reports/junit.ts', 'suites/queue/a-canary.test.ts', 'bench/main.ts'], new Set()],
  [['suites/queue/triage.ts', 'suites/load/k6-build/go.mod'], new Set(['queue', 'load'])],
  // Nobody knows what a shared file changes, and a file that this program does not know may change anything.
  [['suites/all-checks.ts'], 'everything'],
  [['suites/proof/prove.ts'], 'everything'],
  [['suites/newarea/new.checks.ts'], 'everything'],
  [['contract/faults.ts'], 'everything'],
  [['suites/queue/triage.ts', 'harness/verdict.ts'], 'everything'],
  [['package-lock.json'], 'everything'],
  [['something-new.ts'], 'everything'],
])('%j touches %o', ([files, touched]) => {
  expect(areasTouched(files, areas)).toEqual(touched);
});

test('a changed area concerns every fault under which its checks are asked, also as foundations; health is asked under all', () => {
  const ofLoad = everyFault.filter((fault) => faults[fault].area === 'load');
  expect(faultsAsking(new Set())).toEqual([]);
  expect(faultsAsking(new Set(['load']))).toEqual(ofLoad);
  expect(faultsAsking(new Set(['mcp']))).toEqual(expect.arrayContaining([...ofLoad, 'mcp-answers-html']));
  expect(faultsAsking(new Set(['mcp']))).not.toContain('worker-frozen');
  expect(faultsAsking(new Set(['health']))).toEqual(everyFault);
  expect(faultsAsking('everything')).toEqual(everyFault);
});

test('no suite imports from the suite of another area, so that a change concerns its own; health concerns all', () => {
  const files = globSync('suites/*/**/*.ts', { cwd: root, exclude: ['**/*.test.ts', 'suites/proof/**'] });
  const foreign = files.flatMap((file) => {
    const allowed = new Set([file.split(sep)[1], 'health']);
    return [...readFileSync(join(root, file), 'utf8').matchAll(/from '(\.[^']+)'/g)]
      .map(([, path = '']) => normalize(join(dirname(file), path)).split(sep))
      .filter(([folder, area, inside]) => folder === 'suites' && inside !== undefined && !allowed.has(area))
      .map((path) => `${file} imports ${path.join('/')}`);
  });
  expect(files.length).toBeGreaterThan(20);
  expect(foreign).toEqual([]);
});

test('what has changed: committed since the fork, edited, new, removed and renamed, but not what the base has done since', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'changed-'));
  const git = (...words: string[]) =>
    promisify(execFile)('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...words], { cwd: folder });
  const write = (name: string) => writeFile(join(folder, name), name.repeat(40));
  const commit = async () => {
    await git('add', '.');
    await git('commit', '-qm', 'a step');
  };
  try {
    await git('init', '-qb', 'base');
    for (const name of ['stays', 'edited', 'removed', 'renamed']) await write(name);
    await commit();
    await git('checkout', '-qb', 'branch');
    await write('committed');
    await commit();
    await git('checkout', '-q', 'base');
    await write('of the base');
    await commit();
    await git('checkout', '-q', 'branch');
    await writeFile(join(folder, 'edited'), 'anew');
    await rm(join(folder, 'removed'));
    await rename(join(folder, 'renamed'), join(folder, 'new name'));
    expect((await changedFiles('base', folder)).sort()).toEqual(
      ['committed', 'edited', 'new name', 'removed', 'renamed'].sort(),
    );
  } finally {
    await rm(folder, { recursive: true });
  }
});
