import { spawnSync } from 'node:child_process';
import { chmod, copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from './this-machine.ts';

test('without packages it says what to run first', async () => {
  await using checkout = await freshCheckout();
  expect(checkout.launch()).toEqual({
    status: 2,
    stdout: '',
    stderr:
      'medcor-verify: its packages are not here yet. Run `make doctor` first: it brings them and says what else is missing.\n',
  });
});

test("it calls the pinned Node, also through a link from a person's folder of programs", async () => {
  await using checkout = await freshCheckout();
  await checkout.addProgram('node_modules/.bin/node', 'echo "pinned $*"');
  const link = join(checkout.path, 'bin', 'medcor-verify');
  await symlink('../medcor-verify', link);
  expect(checkout.launch(['health'], link)).toMatchObject({
    status: 0,
    stdout: `pinned --max-semi-space-size=4 ${checkout.path}/launch.mjs health\n`,
  });
});

test("where npm has no Node 24, the system's own serves from version 24 on", async () => {
  await using checkout = await freshCheckout();
  await mkdir(join(checkout.path, 'node_modules'));
  await checkout.addProgram('bin/node', 'if [ "$1" != -e ]; then echo "the system\'s $3"; fi');
  expect(checkout.launch(['health'])).toMatchObject({ status: 0, stdout: "the system's health\n" });

  await checkout.addProgram('bin/node', 'exit 1');
  expect(checkout.launch(['health'])).toEqual({
    status: 2,
    stdout: '',
    stderr:
      'medcor-verify: it needs Node 24 or later, which npm did not bring. Install it (macOS: `brew install node`).\n',
  });
});

test('a real Node of the system is asked for its version and serves', async () => {
  await using checkout = await freshCheckout();
  await mkdir(join(checkout.path, 'node_modules'));
  await writeFile(join(checkout.path, 'launch.mjs'), 'console.log(`served ${process.argv[2]}`);');
  await symlink(process.execPath, join(checkout.path, 'bin', 'node'));
  expect(checkout.launch(['health'])).toEqual({ status: 0, stdout: 'served health\n', stderr: '' });
});

test('a real Node that is too old is told in one sentence', async () => {
  await using checkout = await freshCheckout();
  await mkdir(join(checkout.path, 'node_modules'));
  await writeFile(
    join(checkout.path, 'old.cjs'),
    `Object.defineProperty(process, 'versions', { value: { node: '20.20.2' } });`,
  );
  await checkout.addProgram('bin/node', `exec ${process.execPath} --require ${join(checkout.path, 'old.cjs')} "$@"`);
  expect(checkout.launch(['health'])).toMatchObject({
    status: 2,
    stderr:
      'medcor-verify: it needs Node 24 or later, which npm did not bring. Install it (macOS: `brew install node`).\n',
  });
});

async function freshCheckout() {
  const path = await mkdtemp(join(tmpdir(), 'checkout-'));
  await mkdir(join(path, 'bin'));
  const launcher = join(path, 'medcor-verify');
  await copyFile(join(projectRoot, 'medcor-verify'), launcher);
  const environment = { PATH: `${join(path, 'bin')}:/usr/bin:/bin` };
  return {
    path,
    async addProgram(name: string, body: string) {
      await mkdir(join(path, name, '..'), { recursive: true });
      await writeFile(join(path, name), `#!/bin/sh\n${body}\n`);
      await chmod(join(path, name), 0o755);
    },
    launch(words: readonly string[] = [], file = launcher) {
      const { status, stdout, stderr } = spawnSync(file, words, { encoding: 'utf8', env: environment });
      return { status, stdout, stderr };
    },
    [Symbol.asyncDispose]: () => rm(path, { recursive: true }),
  };
}
