import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

/** Makes Allure's own report of a folder of its results, as one page that asks nobody for anything, and gives the path of it. */
export async function makeAllurePage(results: string, name: string): Promise<string> {
  const work = await mkdtemp(join(tmpdir(), 'medcor-allure-'));
  try {
    const config = join(work, 'allurerc.json');
    await writeFile(config, JSON.stringify({ ...settings, name, categories: await categoriesIn(results) }));
    await promisify(execFile)(process.execPath, [program(), 'generate', results, '--config', config, '--output', work]);
    const page = join(dirname(results), 'allure.html');
    await writeFile(page, withoutTracking(await readFile(join(work, 'index.html'), 'utf8')));
    return page;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

const settings = {
  plugins: { awesome: { options: { singleFile: true, reportLanguage: 'en', groupBy: ['feature'] } } },
};

/** Allure 3 reads them from its settings only; Allure 2 and Jenkins' plugin from the folder. */
const categoriesIn = async (results: string): Promise<unknown> =>
  JSON.parse(await readFile(join(results, 'categories.json'), 'utf8'));

const require = createRequire(import.meta.url);
const program = () => join(dirname(require.resolve('allure')), '..', 'cli.js');

/** Allure tells Google of each report that is opened, whatever its settings say. Throws where a newer Allure does it in another way. */
export function withoutTracking(page: string): string {
  const clean = page
    .replace(/<script[^>]*googletagmanager[^>]*><\/script>/, '')
    .replace(/<script>[^<]*\bgtag\([^<]*<\/script>/, '')
    .replace('<head>', `<head>\n<meta http-equiv="Content-Security-Policy" content="${nothingFromOutside}">`);
  if (/googletagmanager|\bgtag\(/.test(clean) || !clean.includes(nothingFromOutside))
    throw new Error("Allure's page still calls Google's tag manager: see withoutTracking in reports/allure-page.ts.");
  return clean;
}

const own = "'unsafe-inline' 'unsafe-eval' data: blob:";
const nothingFromOutside = `default-src ${own}`;
