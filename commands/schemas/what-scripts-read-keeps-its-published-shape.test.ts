import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, inject, test, vi } from 'vitest';
import { endUp, startSupervisor } from '../../containers/with-processes/supervisor.ts';
import { privateState } from '../../containers/with-processes/test-harness/private-state.ts';
import { jsonSchemaOf, published, schemaFolder } from './published.ts';

const launcher = join(import.meta.dirname, '..', '..', 'medcor-verify');

test('each shape is published as the code has it, and no other', () => {
  const inFolder = readdirSync(schemaFolder).map((file) => [file, readFileSync(join(schemaFolder, file), 'utf8')]);
  const inCode = Object.entries(published).map(([file, schema]) => [file, jsonSchemaOf(schema)]);
  expect(Object.fromEntries(inFolder)).toEqual(Object.fromEntries(inCode));
});

test.for<[keyof typeof published, string[]]>([
  ['list.schema.json', ['list']],
  ['list.schema.json', ['list', 'queue', '--severity', 'critical']],
  ['faults.schema.json', ['list', '--faults']],
  ['explain.schema.json', ['explain', '--stack', 'processes']],
  ['explain.schema.json', ['explain', '--target', 'local', '--tier', 'deep']],
])('%s is kept by %j', async ([file, words]) => {
  const { stdout } = await promisify(execFile)(launcher, [...words, '--json'], { env: { PATH: process.env['PATH'] } });
  expect(published[file].safeParse(JSON.parse(stdout)).error).toBeUndefined();
});

test('up.schema.json is kept by a stack that stays', async () => {
  await using state = await privateState();
  vi.stubEnv('TMPDIR', state.folder);
  try {
    const stack = await startSupervisor('told', { services: inject('services') });
    const told: unknown = JSON.parse(JSON.stringify({ schemaVersion: 1, ...stack }));
    expect(published['up.schema.json'].safeParse(told).error).toBeUndefined();
  } finally {
    await endUp('told');
    vi.unstubAllEnvs();
  }
});
