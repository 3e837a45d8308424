import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

// Runs in the build stage: lays out the root file system of the image, with nothing in it that is not needed to run.
const app = import.meta.dirname;
const image = process.argv[2] ?? '/image';

copyProgram();
copyPackages();
copyNode();
writeAccounts();

function copyProgram(): void {
  for (const folder of ['contract', 'reference-impl']) {
    cpSync(join(app, folder), join(image, 'app', folder), { recursive: true, filter: (path) => !isForTests(path) });
  }
  writeFileSync(join(image, 'app', 'package.json'), '{ "type": "module" }\n');
}

/** The packages that the programs import, with all that those need in turn, where they lie: the project installs many more. */
function copyPackages(): void {
  const programs = globSync(join(image, 'app/**/*.ts')).map((file) => readFileSync(file, 'utf8'));
  const imported = programs.flatMap((text) => Array.from(text.matchAll(/(?:from|import\()\s*'([^.'][^']*)'/g)));
  const names = new Set(imported.map(([, specifier = '']) => packageNameOf(specifier)));
  const taken = new Set<string>();
  for (const name of names) if (!name.startsWith('node:')) take(name, app, taken);
}

function take(name: string, from: string, taken: Set<string>): void {
  const folder = findPackage(name, from);
  // Optional dependencies and peers that nobody installed are not needed.
  if (folder === undefined || taken.has(folder)) return;
  taken.add(folder);
  cpSync(folder, join(image, folder), { recursive: true, filter: (path) => !isForPeople(path, folder) });
  const needs = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  for (const each of [needs.dependencies, needs.optionalDependencies, needs.peerDependencies]) {
    for (const needed of Object.keys(each ?? {})) take(needed, folder, taken);
  }
}

type Manifest = Partial<Record<'dependencies' | 'optionalDependencies' | 'peerDependencies', Record<string, string>>>;

function findPackage(name: string, from: string): string | undefined {
  const here = join(from, 'node_modules', name);
  if (existsSync(join(here, 'package.json'))) return here;
  return from === '/' ? undefined : findPackage(name, dirname(from));
}

function packageNameOf(specifier: string): string {
  const [first = '', second = ''] = specifier.split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
}

function isForTests(path: string): boolean {
  return /\.test\.ts$|\/(testing|test-[a-z-]+)$/.test(path);
}

/** Types, source maps, pages to read, and packages inside it, which are taken when they are needed. */
function isForPeople(path: string, folder: string): boolean {
  return /\.(d\.[cm]?ts|map|md)$/.test(path) || path.slice(folder.length).startsWith('/node_modules');
}

/** Node and the libraries that the loader would find for it. */
function copyNode(): void {
  const node = '/usr/local/bin/node';
  const needed = execFileSync('ldd', [node], { encoding: 'utf8' });
  const libraries = [...needed.matchAll(/(\/\S+\.so\S*)/g)].map(([, path = '']) => path);
  for (const path of [node, ...libraries]) {
    mkdirSync(join(image, dirname(path)), { recursive: true });
    cpSync(realpathSync(path), join(image, path));
  }
}

/** Names for the user without rights, whom programs ask for; a folder for those that want a temporary one. */
function writeAccounts(): void {
  mkdirSync(join(image, 'etc'), { recursive: true });
  writeFileSync(join(image, 'etc/passwd'), 'medcor:x:10001:10001:medcor:/app:/none\n');
  writeFileSync(join(image, 'etc/group'), 'medcor:x:10001:\n');
  writeFileSync(join(image, 'etc/nsswitch.conf'), 'hosts: files dns\n');
  mkdirSync(join(image, 'tmp'));
}
