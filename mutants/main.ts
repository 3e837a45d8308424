import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { judged } from './judged.ts';
import { listedSurvivors } from './listed.ts';
import type { Report } from './report.ts';

const reportFile = 'reports/out/mutation/mutation.json';
const listed = listedSurvivors();

// One of an earlier run must not be taken for this one's.
rmSync(reportFile, { force: true });
const stryker = 'node_modules/@stryker-mutator/core/bin/stryker.js';
const { status } = spawnSync(process.execPath, [stryker, 'run', 'mutants/stryker.config.json'], { stdio: 'inherit' });

if (status === 0) {
  const { isGood, sentences } = judged(JSON.parse(readFileSync(reportFile, 'utf8')) as Report, listed);
  for (const sentence of sentences) console.log(sentence);
  process.exitCode = isGood ? 0 : 1;
} else {
  console.error(`Stryker ended with ${status ?? 'a signal'} and judged nothing; what it says of it stands above.`);
  process.exitCode = 1;
}
