import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { projectRoot } from './this-machine.ts';

const make = async (...words: string[]) => (await promisify(execFile)('make', words, { cwd: projectRoot })).stdout;

test('make alone lists every target with a line of its own, and does nothing else', async () => {
  const makefile = await readFile(join(projectRoot, 'Makefile'), 'utf8');
  const targets = /^\.PHONY: (.+)$/m.exec(makefile)?.[1]?.split(' ') ?? [];
  const explained = [...(await make()).matchAll(/^ {2}make ([\w-]+) +\S.+$/gm)].map(([, target]) => target);
  expect(new Set(explained)).toEqual(new Set(targets));
  expect(targets).toEqual(
    expect.arrayContaining('verify test check health up down prove load bench doctor clean'.split(' ')),
  );
});

test('each npm script only calls the target of its name', async () => {
  const { bench, ...others } = packageJson.scripts;
  for (const [name, command] of Object.entries(others)) expect(command).toBe(`make ${name}`);
  // make would take `npm run bench -- --json` for an option of its own.
  expect(bench).toMatch(/ && node_modules\/\.bin\/node bench\/main\.ts$/);
  // And no target calls npm back, which would go round for ever.
  expect(await make('--dry-run', '--always-make', ...Object.keys(packageJson.scripts))).not.toMatch(
    /npm (run|test)\b|npx/,
  );
});
