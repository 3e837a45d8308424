import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Run } from '../../harness/run.ts';
import { writeReports } from '../write-reports.ts';
import { nothingSpecial } from '../console/terminal.ts';
import { runFolder } from './run-folder.ts';
import { toldOnConsole } from './terminal-of.ts';

/** How a report looks to whoever only glances at it, and the word that it says. */
type Said = { word: string; green: boolean };

/** Writes every report of a run, and reads from each the word it says, in small letters. */
export async function wordsOf(run: Run): Promise<Record<string, Said>> {
  using folder = runFolder();
  const { outDirectory } = folder;
  const githubStepSummary = join(outDirectory, 'summary.md');
  await writeReports(() => run, { outDirectory, githubStepSummary });
  const read = (...path: string[]) => readFileSync(join(outDirectory, ...path), 'utf8');
  const file = (...path: string[]) => read('latest', ...path);
  const inGithub = toldOnConsole(run, { surroundings: { ...nothingSpecial, githubActions: true } });
  const tests = allureResults(join(outDirectory, 'latest', 'allure-results'));
  const verdict = tests.find(({ fullName }) => fullName === 'verdict');
  const inAllure = tests.every(({ status }) => status === 'passed' || status === 'skipped');
  const page = file('report.html');
  const isGreenPage = () => page.includes('class="hero verified"');
  const results = JSON.parse(file('results.json')) as Run;
  return {
    console: saidBy(toldOnConsole(run), /^([A-Z]+) {2}staging /m, (text) => text.includes('\nVERIFIED')),
    'results.json': { word: results.word, green: results.exitCode === 0 },
    'junit.xml': saidBy(file('junit.xml'), /"the run is (\w+)"/, (text) => !/<(failure|error)/.test(text)),
    'report.html, title': saidBy(page, /<title>(\w+) staging/, isGreenPage),
    'report.html, heading': saidBy(page, /<strong class="word">(\w+)</, isGreenPage),
    'metrics.prom': saidBy(file('metrics.prom'), /^medcor_verify_run_word\{.*word="(\w+)"\} 1$/m, (text) =>
      /word="verified"\} 1$/m.test(text),
    ),
    'allure, environment': {
      ...saidBy(file('allure-results', 'environment.properties'), /^Word=(\w+)$/m),
      green: inAllure,
    },
    'allure, result': { ...saidBy(verdict?.name ?? '', /^the run is (\w+)$/), green: inAllure },
    'summary for GitHub': saidBy(read('summary.md'), /^## . <code>([A-Z]+) /mu, (text) => text.includes('## ✅')),
    'annotations for GitHub': saidBy(
      inGithub,
      /^::(?:error|notice) title=([A-Z]+) /m,
      (text) => !/^::error/m.test(text),
    ),
  };
}

/** Every result in a folder of Allure's. */
export const allureResults = (directory: string) =>
  readdirSync(directory)
    .filter((name) => name.endsWith('-result.json'))
    .map((name) => JSON.parse(readFileSync(join(directory, name), 'utf8')) as AllureResult);

export type AllureResult = {
  name: string;
  fullName: string;
  historyId: string;
  status: string;
  statusDetails: { message?: string; trace?: string };
  labels: { name: string; value: string }[];
  attachments: { name: string; source: string; type: string }[];
  start: number;
  stop: number;
};

const saidBy = (text: string, word: RegExp, isGreen: (text: string) => boolean = () => false): Said => ({
  word: (word.exec(text)?.[1] ?? 'no word').toLowerCase(),
  green: isGreen(text),
});
