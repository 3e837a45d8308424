import { execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { eventually } from '../fixtures/eventually.ts';

const root = join(import.meta.dirname, '..');
const node = join(root, 'node_modules', '.bin', 'node');

/** A program that knows two secrets, one of them from its environment, and does what the script says. */
const run = (script: string) =>
  new Promise<{ exitCode: unknown; stdout: string; stderr: string }>((resolve) => {
    const program = `
      const { tellWhatEscapes } = await import('${root}/commands/tell-what-escapes.ts');
      tellWhatEscapes(['learned-secret-1']);
      ${script}`;
    const env = { PATH: process.env['PATH'], STAGING_PASSWORD: 'environment-secret-2' };
    execFile(node, ['--input-type=module', '-e', program], { env }, (error, stdout, stderr) =>
      resolve({ exitCode: error?.code ?? 0, stdout, stderr }),
    );
  });

const told = 'it was learned-secret-1 and environment-secret-2 at amqp://u:unknown-secret@h/';
const clean = 'it was [removed] and [removed] at amqp://u:[removed]@h/';

describe('what nobody catches is our own trouble, in one line', () => {
  test.for([
    ['an error in a callback', `setTimeout(() => { throw new Error('${told}'); });`],
    ['a rejection behind our back', `Promise.reject(new Error('${told}')); setTimeout(() => {}, 1000);`],
    ['an error whose cause tells', `throw new Error('it failed', { cause: new Error('${told}') });`],
    ['something that is no error', `setTimeout(() => { throw '${told}'; });`],
  ])('%s', async ([, script]) => {
    const { exitCode, stdout, stderr } = await run(script as string);
    expect({ exitCode, stdout, lines: stderr.trim().split('\n').length }).toEqual({
      exitCode: 3,
      stdout: '',
      lines: 1,
    });
    expect(stderr).toMatch(/^Not verified: /);
    expect(stderr).toContain(clean);
  });
});

/** From here on nothing can be loaded, not even what removes secrets. */
const noDescriptors = "const { openSync } = await import('node:fs'); try { for (;;) openSync('/dev/null'); } catch {}";

test('where what removes secrets cannot be loaded, nothing of an error is told, and the program ends', async () => {
  expect(await run(`${noDescriptors}; setTimeout(() => { throw new Error('${told}'); });`)).toEqual({
    exitCode: 3,
    stdout: '',
    stderr: 'Not verified: what removes secrets from an error could not be loaded (EMFILE), so it is not shown\n',
  });
  expect(await run(`${noDescriptors}; process.emitWarning('${told}');`)).toEqual({
    exitCode: 0,
    stdout: '',
    stderr: '',
  });
});

test.for([
  ['a warning', `process.emitWarning('${told}');`, 'Warning'],
  ['a deprecation', `process.emitWarning('${told}', 'DeprecationWarning', 'DEP0999');`, 'DeprecationWarning'],
])('%s of a library is told in one line, and changes nothing', async ([, script, name]) => {
  expect(await run(script as string)).toEqual({ exitCode: 0, stdout: '', stderr: `${name}: ${clean}\n` });
});

test('the list of processes does not tell the words that hold a secret', async () => {
  const words = ['health', '--api', 'http://10.255.255.1/', '--broker', 'amqp://medcor:hunter2-secret@10.255.255.1/'];
  const program = spawn(join(root, 'medcor-verify'), words, { stdio: 'ignore' });
  try {
    const commandLine = await eventually(() => commandLineOf(program.pid as number), {
      within: 10_000,
      holds: (text) => text.startsWith('medcor-verify'),
      expected: 'a process that has named itself',
      describe: (text) => `it was called ${text}`,
    });
    expect(commandLine).toBe(
      'medcor-verify health --api http://10.255.255.1/ --broker amqp://medcor:[removed]@10.255.255.1/',
    );
  } finally {
    program.kill('SIGKILL');
    await once(program, 'exit');
  }
});

/** What everybody on this machine can read of a process; macOS has no /proc. */
const commandLineOf = async (pid: number): Promise<string> =>
  existsSync('/proc/self/cmdline')
    ? readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' ').trim()
    : execFileSync('ps', ['-o', 'args=', '-p', `${pid}`], { encoding: 'utf8' }).trim();
