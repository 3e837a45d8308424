import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import type { Result } from '../harness/result.ts';
import { consoleReport } from './console.ts';
import { passedResult } from './testing/run-of.ts';
import { written } from './testing/terminal-of.ts';

const passed = (id: string): Result => ({ ...passedResult, id, area: id.slice(0, id.indexOf('.')), durationMs: 0 });
const told = (listed: readonly string[], answered: readonly string[]) => {
  const stream = new PassThrough();
  {
    using report = consoleReport(
      stream,
      listed.map((id) => ({ id, after: [] })),
    );
    for (const id of answered) report.onResult(passed(id));
  }
  return written(stream);
};
const line = (area: string, count: number) => `  ${area.padEnd(10)} ${count} passed  slowest 0.0 s\n`;

test('two runs that answer in another order are logged alike', () => {
  const listed = ['health.a', 'health.b', 'queue.a', 'mcp.a'];
  const log = line('health', 2) + line('queue', 1) + line('mcp', 1);
  expect(told(listed, ['health.a', 'health.b', 'queue.a', 'mcp.a'])).toBe(log);
  expect(told(listed, ['mcp.a', 'queue.a', 'health.b', 'health.a'])).toBe(log);
});

test('of a run that was cut short each area that was whole is logged', () => {
  expect(told(['health.a', 'queue.a', 'mcp.a'], ['mcp.a'])).toBe(line('mcp', 1));
});
