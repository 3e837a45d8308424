import { reportFile } from './report-file.ts';

/** The run as it is, for programs; its shape is reports/results.schema.json. */
export const json = reportFile('results.json', (run) => `${JSON.stringify(run, null, 2)}\n`);
