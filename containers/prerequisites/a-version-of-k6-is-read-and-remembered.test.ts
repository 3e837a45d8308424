import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isUsableK6, k6VersionOf, parseK6Version } from './k6-version.ts';

test.for([
  ['k6 v2.2.0 (go1.26.8, linux/amd64)\n', '2.2.0'],
  ['k6 v2.3.1 (commit/abcdef0123, go1.26.8, darwin/arm64)\nExtensions:\n  none\n', '2.3.1'],
  ['k6.exe v1.7.1 (go1.25.3, windows/amd64)', '1.7.1'],
  ['k6 v2.4.0-rc1 (devel)', '2.4.0-rc1'],
  ['K6 the climbing route, 2.0', undefined],
  ['', undefined],
])('%j says version %j', ([said = '', version]) => {
  expect(parseK6Version(said)).toBe(version);
});

test('only 2.x is usable', () => {
  expect(['1.7.1', '2.0.0', '2.12.3', '20.1.0'].map(isUsableK6)).toEqual([false, true, true, false]);
});

test('a binary is asked once, and again when it has changed', async () => {
  await using folder = await temporaryFolder();
  const machine = { systemRoot: folder.path, projectRoot: folder.path, searchPath: [] };
  const k6 = join(folder.path, 'k6');
  await writeFile(k6, 'a binary');
  let asked = 0;
  const versionNow = (version: string) => k6VersionOf(k6, machine, () => `k6 v${version}${((asked += 1), '')}`);

  expect(versionNow('2.2.0')).toBe('2.2.0');
  expect(versionNow('2.9.0')).toBe('2.2.0');
  expect(asked).toBe(1);
  await utimes(k6, new Date(), new Date(0));
  expect(versionNow('2.9.0')).toBe('2.9.0');
  expect(asked).toBe(2);
});

async function temporaryFolder(): Promise<{ path: string } & AsyncDisposable> {
  const path = await mkdtemp(join(tmpdir(), 'k6-version-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
}
