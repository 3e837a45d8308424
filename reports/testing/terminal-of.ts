import { PassThrough } from 'node:stream';
import { WriteStream } from 'node:tty';
import type { Result } from '../../harness/result.ts';
import type { Run } from '../../harness/run.ts';
import { consoleReport } from '../console.ts';
import type { Surroundings } from '../console/terminal.ts';

/** A stream that keeps what is written to it, and that says of its colours what a real terminal would in this environment. */
export function pretendedTerminal({ columns, rows = 24 }: { columns: number; rows?: number }): PassThrough {
  const getColorDepth = (environment?: object) => WriteStream.prototype.getColorDepth(environment);
  return Object.assign(new PassThrough(), { isTTY: true, columns, rows, getColorDepth });
}

export const written = (stream: PassThrough): string => String(stream.read() ?? '');

type Telling = { stream?: PassThrough; surroundings?: Surroundings; report?: string };

/** What the console says of a run from its first result to its verdict. */
export function toldOnConsole(run: Run, { stream = new PassThrough(), surroundings, report }: Telling = {}): string {
  using told = consoleReport(stream, run.results.map(asCheck), surroundings);
  for (const result of run.results) told.onResult(result);
  told.onEnd(run, report ?? 'reports/out/one/report.html');
  return written(stream);
}

const asCheck = ({ id }: Result) => ({ id, after: [] });
