import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evidenceOfFailed, runOf } from './run-of.ts';

type RunFolder = { path: string; outDirectory: string };

/** The folder of the run in which everything happened, with its evidence, in a folder of all runs; removed at the end. */
export function runFolder(): RunFolder & Disposable {
  const outDirectory = mkdtempSync(join(tmpdir(), 'medcor-reports-'));
  const path = join(outDirectory, runOf([]).id);
  mkdirSync(path);
  const lines = evidenceOfFailed.map((exchange) => `${JSON.stringify(exchange)}\n`).join('');
  writeFileSync(join(path, 'queue.canary-is-executed.ndjson'), lines);
  return { path, outDirectory, [Symbol.dispose]: () => rmSync(outDirectory, { recursive: true, force: true }) };
}
