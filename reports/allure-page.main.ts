import { join } from 'node:path';
import { readFile } from 'node:fs/promises';
import type { Run } from '../harness/run.ts';
import { makeAllurePage } from './allure-page.ts';

// `make allure`: Allure's page of the newest run.
const latest = join(import.meta.dirname, 'out', 'latest');
const { word, target } = JSON.parse(await readFile(join(latest, 'results.json'), 'utf8')) as Run;
const page = await makeAllurePage(join(latest, 'allure-results'), `${target.name} is ${word}`);
process.stdout.write(`${page}\n`);
