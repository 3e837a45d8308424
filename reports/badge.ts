import type { Run } from '../harness/run.ts';
import { printable } from './printable.ts';
import { reportFile } from './report-file.ts';

/** The run as a badge, in the form that shields.io and its like read. It says when: a badge without its age lies. */
export const badge = reportFile('badge.json', (run) => `${JSON.stringify(badgeOf(run))}\n`);

const badgeOf = ({ word, target, counts, startedAt }: Run) => ({
  schemaVersion: 1,
  label: printable(target.name),
  message: [
    `${word} ${counts.passed}/${counts.asked - counts.skipped}`,
    ...(target.observedVersion === undefined ? [] : [printable(target.observedVersion)]),
    `${startedAt.slice(0, 'YYYY-MM-DDThh:mm'.length).replace('T', ' ')} UTC`,
  ].join(', '),
  color: word === 'verified' ? 'brightgreen' : word === 'violated' ? 'red' : 'orange',
  // A page that picks its own colours cannot turn this one green.
  isError: word !== 'verified',
});
