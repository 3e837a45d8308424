import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { install } from './install.ts';
import { missing } from './missing.ts';
import { purposes } from './prerequisite.ts';

const run = promisify(execFile);

test('what is here is found without starting a program or writing a file', async () => {
  // The first run: a k6 on PATH is asked for its version, once.
  const names = missing(purposes).map(({ prerequisite }) => prerequisite.name);
  const script = `
    import { missing } from ${JSON.stringify(join(import.meta.dirname, 'missing.ts'))};
    console.log(JSON.stringify(missing(${JSON.stringify(purposes)}).map(({ prerequisite }) => prerequisite.name)));`;
  // Node itself refuses: without a permission for them, child processes and writes throw.
  const onlyReading = ['--permission', '--allow-fs-read=*', '--input-type=module', '--eval', script];
  const { stdout } = await run(process.execPath, onlyReading);
  expect(JSON.parse(stdout)).toEqual(names);
});

test('nothing missing: nothing is installed, nothing is said', async () => {
  const said: string[] = [];
  expect(await install([], { onProgress: (line) => said.push(line) })).toEqual([]);
  expect(said).toEqual([]);
});
