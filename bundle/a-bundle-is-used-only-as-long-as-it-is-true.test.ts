import { execFile } from 'node:child_process';
import {
  copyFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const run = promisify(execFile);

/** A project whose program says a word, and whether it stands in a bundle. */
async function smallProject() {
  const folder = await mkdtemp(join(tmpdir(), 'medcor-bundle-'));
  await mkdir(join(folder, 'bundle'));
  await mkdir(join(folder, 'node_modules'));
  for (const file of ['launch.mjs', ...['bundled', 'make-bundle', 'main'].map((name) => `bundle/${name}.ts`)])
    await copyFile(join(root, file), join(folder, file));
  await symlink(join(root, 'node_modules', 'rolldown'), join(folder, 'node_modules', 'rolldown'));
  await writeFile(join(folder, 'node_modules', '.package-lock.json'), '{}');
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  await writeFile(join(folder, 'word.ts'), `export const word: string = 'one';`);
  await writeFile(
    join(folder, 'verify.ts'),
    `import { word } from './word.ts';
     const inBundle = new Error().stack?.includes('.cache/bundle');
     const beside = (await import('node:fs')).existsSync(import.meta.dirname + '/word.ts');
     console.log(word, inBundle ? 'in a bundle' : 'from sources', beside ? 'beside its sources' : 'far from them');`,
  );
  const projects = { folder };
  const node = (...words: string[]) => run(process.execPath, words, { cwd: projects.folder });
  return {
    projects,
    make: async () => (await node('bundle/main.ts')).stderr,
    say: async () => (await node('launch.mjs')).stdout.trim(),
    [Symbol.asyncDispose]: () => rm(projects.folder, { recursive: true }),
  };
}

/** Until the clock that stamps files has moved on: what is stamped within a tick of the making is doubted. */
const settled = async (file: string) => {
  const { ctimeMs } = await stat(file);
  await expect.poll(() => Date.now() - ctimeMs).toBeGreaterThan(50);
};

test('a bundle is run while its sources stand, and they find what lies beside them', async () => {
  await using project = await smallProject();
  expect(await project.say()).toBe('one from sources beside its sources');
  await settled(join(project.projects.folder, 'verify.ts'));
  expect(await project.make()).toBe('');
  expect(await project.say()).toBe('one in a bundle beside its sources');
});

test('a source that changed is run, even with its old length and time', async () => {
  await using project = await smallProject();
  const word = join(project.projects.folder, 'word.ts');
  await settled(join(project.projects.folder, 'verify.ts'));
  await project.make();
  const { atime, mtime, size } = await stat(word);
  await writeFile(word, (await readFile(word, 'utf8')).replace('one', 'two'));
  await utimes(word, atime, mtime);
  const changed = await stat(word);
  expect({ mtime: changed.mtime, size: changed.size }).toEqual({ mtime, size });
  expect(await project.say()).toBe('two from sources beside its sources');
  await settled(word);
  await project.make();
  expect(await project.say()).toBe('two in a bundle beside its sources');
});

test('packages that were installed anew are run', async () => {
  await using project = await smallProject();
  await settled(join(project.projects.folder, 'verify.ts'));
  await project.make();
  await writeFile(join(project.projects.folder, 'node_modules', '.package-lock.json'), '{"packages":{}}');
  expect(await project.say()).toContain('from sources');
});

test('a project that was moved runs from where it is', async () => {
  await using project = await smallProject();
  await settled(join(project.projects.folder, 'verify.ts'));
  await project.make();
  const elsewhere = `${project.projects.folder}-moved`;
  await rename(project.projects.folder, elsewhere);
  project.projects.folder = elsewhere;
  expect(await project.say()).toBe('one from sources beside its sources');
});

test('what cannot be made into one piece is run file by file, and says why it was not', async () => {
  await using project = await smallProject();
  await rm(join(project.projects.folder, 'node_modules', 'rolldown'));
  expect(await project.make()).toMatch(/^The program could not be made into one piece \(.*rolldown.*\)/);
  expect(await project.say()).toBe('one from sources beside its sources');
});

test('a bundle that has just been replaced stays for the runs that began with it, and goes a day later', async () => {
  await using project = await smallProject();
  const { folder } = project.projects;
  const bundles = join(folder, '.cache', 'bundle');
  const change = async (word: string) => {
    const file = join(folder, 'word.ts');
    await writeFile(file, `export const word: string = '${word}';`);
    await settled(file);
    await project.make();
    return (await readdir(bundles)).filter((name) => name !== 'current.json').sort();
  };
  const age = async (name: string) => {
    const longAgo = new Date(Date.now() - 2 * 24 * 3600 * 1000);
    await utimes(join(bundles, name), longAgo, longAgo);
  };
  const [first = ''] = await change('one');
  await age(first);
  const [, second = ''] = await change('two');
  expect(await readdir(bundles)).toContain(first);
  await age(first);
  const left = await change('three');
  expect(left).toHaveLength(2);
  expect(left).toContain(second);
  expect(await project.say()).toBe('three in a bundle beside its sources');
});
