import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { expect, test } from 'vitest';

const launcher = join(import.meta.dirname, '..', 'medcor-verify');

/** Takes connections and never says a word, nor ends one. */
async function blackHole() {
  const server = createServer({ allowHalfOpen: true }, (socket) => socket.on('error', () => {}));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { port, [Symbol.asyncDispose]: async () => void server.close() };
}

/** A profile whose own code opens a connection that nobody closes: as deaf a client as there is. */
const profileWithSocketTo = (port: number) => `
import { connect } from 'node:net';
connect(${port}, '127.0.0.1').on('error', () => {});
const notOffered = 'not here';
const none = { notOffered };
export default {
  name: 'with a hung client',
  surfaces: { api: 'http://127.0.0.1:1/', mcp: none, proxy: none, broker: none, management: none, database: none, cache: none },
};
`;

test('a socket that never closes keeps the process no longer than two seconds behind its verdict, and nothing told is cut', async () => {
  await using hole = await blackHole();
  const folder = await mkdtemp(join(tmpdir(), 'medcor-hung-'));
  await using _ = { [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
  const profile = join(folder, 'profile.ts');
  await writeFile(profile, profileWithSocketTo(hole.port));

  const child = spawn(launcher, ['health', '--target', profile, '--json'], {
    env: { PATH: process.env['PATH'] },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = once(child, 'close');
  let told = '';
  let toldAt = 0;
  child.stdout.on('data', (text: Buffer) => {
    told += String(text);
    toldAt = performance.now();
  });
  const late = after(20_000, ['never'], { ref: false });
  const [exitCode] = (await Promise.race([ended, late])) as [unknown];
  child.kill('SIGKILL');

  expect(exitCode).toBe(1);
  expect(JSON.parse(told)).toMatchObject({ word: 'violated' });
  expect(performance.now() - toldAt).toBeLessThan(5000);
});
