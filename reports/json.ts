import type { Report } from './report.ts';

/** The run as it is, for programs; its shape is reports/results.schema.json. */
export const json: Report = { file: 'results.json', render: (run) => `${JSON.stringify(run, null, 2)}\n` };
