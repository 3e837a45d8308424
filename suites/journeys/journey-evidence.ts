import { existsSync, readdirSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import type { Exchange } from '../../harness/exchange.ts';
import type { RunnerOutcome } from '../../harness/runner.ts';
import type { ProgramEnd } from '../run-program.ts';

/** Lines of Playwright's own that are enough to see why it made no journey. */
const lastLines = 40;

/** The outcome with the names of what is kept of the journey in the run's folder, of which `folder` is the one of the journeys. */
export function withFiles(outcome: RunnerOutcome, folder: string, kept: readonly string[]): RunnerOutcome {
  if (outcome.verdict === 'passed') return outcome;
  const pictures = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.png')) : [];
  const files = [...pictures.map((name) => join(folder, name)), ...kept.filter((path) => path.startsWith(folder))];
  if (files.length === 0) return outcome;
  const names = files.map((file) => join(basename(folder), relative(folder, file)));
  const trace = names.find((name) => name.endsWith('.zip'));
  const seen: Exchange = {
    ...aboutNow('what is kept of the journey, in the folder of this file'),
    files: names,
    ...(trace && { lookAt: `node_modules/.bin/playwright show-trace FOLDER/${trace}` }),
  };
  return { ...outcome, exchanges: [...(outcome.exchanges ?? []), seen] };
}

/** The end of a Playwright that gave no answer. */
export const endOfPlaywright = ({ exitCode, killedBy, lines }: ProgramEnd): Exchange => ({
  ...aboutNow('Playwright, for the journeys of this run'),
  exitCode,
  killedBy,
  lastLines: lines.slice(-lastLines),
});

const aboutNow = (asked: string): Exchange => ({
  at: new Date().toISOString(),
  protocol: 'browser',
  asked,
  durationMs: 0,
});
