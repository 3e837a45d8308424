import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Run } from '../harness/run.ts';
import { consoleReport } from '../reports/console.ts';
import { writeReports } from '../reports/write-reports.ts';

// What a command does once its results are there: reads a recorded run, tells it on the console and in every report.
const [outDirectory = '', id = ''] = process.argv.slice(2);
const run = JSON.parse(readFileSync(join(outDirectory, id, 'recorded.json'), 'utf8')) as Run;
const checks = run.results.map((result) => ({ id: result.id, after: [] }));
using told = consoleReport(process.stdout, checks);
for (const result of run.results) told.onResult(result);
const { toRead } = await writeReports(() => run, { outDirectory, githubStepSummary: join(outDirectory, 'summary.md') });
told.onEnd(run, toRead);
