import {
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { rolldown, type Plugin } from 'rolldown';
import { bundles, current, stateOf, type Bundle } from './bundled.ts';

const root = join(import.meta.dirname, '..');

/** Loaded by nearly every run. Others stay where they are: they load files of their own, or are hardly ever wanted. */
const packages = [
  'allure-js-commons',
  'amqplib',
  'commander',
  'eta',
  'junit-report-builder',
  'pg',
  'prom-client',
  'redis',
  'undici',
  'zod',
];

/** Packages ask for them and do without. */
const hardlyInstalled = new Set(['pg-native', 'bufferutil', 'utf-8-validate']);

const dayMs = 24 * 3600 * 1000;

/** Files are stamped with a clock that ticks, so a little early. */
const clockTickMs = 20;

/** Makes one piece of our program and of the packages that it loads at each run. */
export async function makeBundle(): Promise<void> {
  const begun = Date.now();
  const rolled = await rolldown({
    input: { verify: join(root, 'verify.ts') },
    platform: 'node',
    external: staysOutside,
    plugins: [whereSourcesLie],
  });
  // A folder of its own: a run that began with another goes on loading from that.
  const folder = join(bundles, `${Date.now()}-${process.pid}`);
  await rolled.write({
    dir: folder,
    format: 'esm',
    keepNames: true,
    entryFileNames: '[name].mjs',
    chunkFileNames: '[name]-[hash].mjs',
  });
  // All that was read: a module may leave nothing of its own, and still a value.
  const files = await rolled.watchFiles;
  await rolled.close();
  const sources = files
    .filter((file) => file.startsWith(root) && !isOfPackage(file))
    .map((file) => relative(root, file));
  const read = ['node_modules/.package-lock.json', ...sources];
  // What changed meanwhile may have been read before: the next one will do.
  if (sources.some((path) => statSync(join(root, path)).ctimeMs > begun - clockTickMs)) return;
  const bundle: Bundle = {
    madeIn: root,
    entry: pathToFileURL(join(folder, 'verify.mjs')).href,
    inputs: Object.fromEntries(read.map((path) => [path, stateOf(path)])),
  };
  const written = join(folder, 'current.json');
  writeFileSync(written, JSON.stringify(bundle));
  removeOld(folder);
  renameSync(written, current);
}

const isOfPackage = (file: string): boolean => file.includes('node_modules');

function staysOutside(name: string, importer: string | undefined): boolean {
  const isFile = /^[./\0]/.test(name);
  if (isFile || importer === undefined) return false;
  if (isOfPackage(importer)) return hardlyInstalled.has(name);
  return !packages.some((each) => name === each || name.startsWith(`${each}/`));
}

/** Each source goes on finding what lies beside it. */
const whereSourcesLie: Plugin = {
  name: 'where-sources-lie',
  transform: {
    filter: { id: { exclude: /node_modules/ }, code: 'import.meta.' },
    handler: (code, file) =>
      code
        .replaceAll('import.meta.dirname', JSON.stringify(dirname(file)))
        .replaceAll('import.meta.filename', JSON.stringify(file))
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(file).href)),
  },
};

/** Runs may still load from one that was the newest until a day ago: its age begins when it is replaced. */
function removeOld(newest: string): void {
  const now = Date.now();
  const replaced = replacedFolder();
  if (replaced) utimesSync(replaced, now / 1000, now / 1000);
  for (const name of readdirSync(bundles)) {
    const path = join(bundles, name);
    if (path === newest || path === current) continue;
    if (now - statSync(path).mtimeMs > dayMs) rmSync(path, { recursive: true });
  }
}

/** Undefined where there was none, or it has gone. */
function replacedFolder(): string | undefined {
  try {
    const { entry } = JSON.parse(readFileSync(current, 'utf8')) as Bundle;
    const folder = dirname(fileURLToPath(entry));
    return folder.startsWith(bundles) && existsSync(folder) ? folder : undefined;
  } catch {
    return undefined;
  }
}
