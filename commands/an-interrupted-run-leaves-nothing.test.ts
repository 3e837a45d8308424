import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { processesIn } from '../containers/with-processes/processes-in.ts';
import { stateRoot } from '../containers/with-processes/state-directory.ts';

const launcher = join(import.meta.dirname, '..', 'medcor-verify');

test.for([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s ends the stack of a run, and the exit code says so', async ([signal, exitCode]) => {
  const child = spawn(launcher, ['--stack', 'processes'], {
    env: { PATH: process.env['PATH'] },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let told = '';
  const folder = Promise.withResolvers<string>();
  child.stdout.on('data', (text: Buffer) => {
    told += String(text);
    if (!told.includes('postgres')) return;
    const name = readdirSync(stateRoot()).find((each) => each.startsWith(`${child.pid}-`));
    folder.resolve(join(stateRoot(), name ?? 'none'));
    child.kill(signal);
  });
  child.stderr.on('data', (text: Buffer) => (told += String(text)));
  const ofStack = await folder.promise;
  expect(processesIn(ofStack)).not.toEqual([]);
  const [code] = (await once(child, 'close')) as [number];
  expect({ code, told }).toMatchObject({ code: exitCode, told: expect.stringContaining(`Interrupted by ${signal}`) });
  expect(told).not.toMatch(/^\s+at .*:\d+:\d+/m);
  expect(processesIn(ofStack)).toEqual([]);
  expect(existsSync(ofStack)).toBe(false);
});
