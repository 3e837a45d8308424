import { chmod, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { install } from './install.ts';
import { wayToInstall } from './install-debian-packages.ts';
import { missing } from './missing.ts';
import { runQuietly } from './run-quietly.ts';
import { toolsFolder, type Machine } from './this-machine.ts';

test('a machine without apt-get and without Go is told so, and nothing is thrown', async () => {
  await using machine = await machineWith({});
  const still = await install(missing(['stack', 'load'], machine), { machine });
  expect(still.map(({ sentence }) => sentence.split('It could not be installed: ')[1]?.split(' Get one')[0])).toEqual([
    ...Array.from({ length: 4 }, () => 'there is no apt-get on this system.'),
    'it is built from source, and there is no go (1.25 or later) on PATH.',
  ]);
});

test('packages need root: sudo is taken where it is, and its lack is said', async () => {
  await using bare = await machineWith({ 'apt-get': '' });
  await using withSudo = await machineWith({ 'apt-get': '', sudo: '' });
  expect(wayToInstall(bare, true)).toEqual({ asRoot: [] });
  expect(wayToInstall(bare, false)).toEqual({
    asRoot: [],
    impossible: 'installing packages needs root, and there is no sudo.',
  });
  expect(wayToInstall(withSudo, false)).toEqual({ asRoot: [join(withSudo.systemRoot, 'bin', 'sudo')] });
});

test('k6 is built where the finder looks, read-only from the committed versions', async () => {
  // This go writes down how it was called, and makes the file it was asked for.
  const go = `echo "$CGO_ENABLED $GOWORK $*" > "$PWD/called"; while [ "$1" != -o ]; do shift; done; echo '#!' > "$2"; chmod +x "$2"`;
  await using machine = await machineWith({ go });
  const folder = join(machine.projectRoot, 'suites', 'load', 'k6-build');
  await mkdir(folder, { recursive: true });
  const said: string[] = [];
  const still = await install(missing(['load'], machine), { machine, onProgress: (line) => said.push(line) });
  expect(still).toEqual([]);
  expect(said[0]).toBe('building k6 from its pinned source with Go: it makes the load; 1 to 3 minutes, this once …');
  expect(await readFile(join(folder, 'called'), 'utf8')).toMatch(
    /^0 off build -mod=readonly -buildvcs=false -o \S+\.tools\/bin\/k6\.\d+ go\.k6\.io\/k6\/v2\n$/,
  );
});

test('a build that fails is quoted by its last lines and leaves no k6', async () => {
  await using machine = await machineWith({ go: 'echo "verifying module: checksum mismatch" >&2; exit 1' });
  await mkdir(join(machine.projectRoot, 'suites', 'load', 'k6-build'), { recursive: true });
  const [still] = await install(missing(['load'], machine), { machine });
  expect(still?.sentence).toContain('ended with 1; it said last:\n  | verifying module: checksum mismatch');
});

test("a link in place of our virtual environment is somebody's: what it points to is left alone", async () => {
  await using machine = await machineWith({ python3: '' });
  const theirs = join(machine.systemRoot, 'theirs');
  await mkdir(theirs);
  await writeFile(join(theirs, 'precious.txt'), 'precious');
  await mkdir(toolsFolder(machine), { recursive: true });
  await symlink(theirs, join(toolsFolder(machine), 'celery-5.6'));
  const lacking = missing(['celery-tests'], machine).filter(({ prerequisite }) => prerequisite.name === 'Celery 5.6');
  const [still] = await install(lacking, { machine });
  expect(still?.sentence).toContain('is a link that is not ours. Remove the link and ask again.');
  expect(await readFile(join(theirs, 'precious.txt'), 'utf8')).toBe('precious');
});

test('a program that cannot be started at all is told in one sentence', async () => {
  await expect(runQuietly('/nowhere/go', [])).rejects.toThrow(
    '/nowhere/go cannot be started: spawn /nowhere/go ENOENT.',
  );
});

async function machineWith(programs: Readonly<Record<string, string>>): Promise<Machine & AsyncDisposable> {
  const root = await mkdtemp(join(tmpdir(), 'machine-'));
  await mkdir(join(root, 'bin'));
  for (const [name, body] of Object.entries(programs)) {
    const path = join(root, 'bin', name);
    await writeFile(path, `#!/bin/sh\n${body}\n`);
    await chmod(path, 0o755);
  }
  return {
    systemRoot: root,
    projectRoot: join(root, 'project'),
    searchPath: [join(root, 'bin')],
    [Symbol.asyncDispose]: () => rm(root, { recursive: true }),
  };
}
