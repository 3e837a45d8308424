import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { allChecks } from '../suites/all-checks.ts';
import { readinessAmong } from '../suites/wait-until-ready.ts';
import { resolveTarget } from '../targets/resolve-target.ts';
import { targetFromFlags, type SurfaceFlags } from '../targets/target-from-flags.ts';

const deploymentOf = (flags: SurfaceFlags) => resolveTarget(targetFromFlags(flags), {});
const everySurface = {
  api: 'http://127.0.0.1:1/',
  mcp: 'http://127.0.0.1:1/',
  broker: 'amqp://127.0.0.1:1//',
  database: 'postgres://127.0.0.1:1/x',
  cache: 'redis://127.0.0.1:1/',
};

test('what is waited for are checks that exist', async () => {
  const deployment = deploymentOf(everySurface);
  expect(await readinessAmong(allChecks, deployment)).toHaveLength(7);
  const accepted = { 'health.cache-answers': 'no Redis here' };
  expect(await readinessAmong(allChecks, { ...deployment, accepted })).toHaveLength(6);
});

test('what is not offered is not waited for', async () => {
  const { mcp, cache } = everySurface;
  const names = (await readinessAmong(allChecks, deploymentOf({ mcp, cache }))).map(({ id }) => id);
  expect(names).toEqual(['health.cache-answers', 'health.mcp-is-healthy']);
});

const launcher = join(import.meta.dirname, '..', 'medcor-verify');

/** A program with a health document, at a port where nothing listens until it is started. */
async function program(version: string) {
  let health: { status: number; document: object } = { status: 503, document: { status: 'starting', version } };
  const server = createServer(({ method }, response) => {
    // Whoever speaks to its MCP endpoint is asked for a token.
    if (method === 'POST') return void response.writeHead(401, { 'www-authenticate': 'Bearer' }).end();
    response.writeHead(health.status, { 'content-type': 'application/json' }).end(JSON.stringify(health.document));
  });
  const port = await freePort();
  return {
    url: `http://127.0.0.1:${port}/`,
    start: () => once(server.listen(port, '127.0.0.1'), 'listening'),
    becomeHealthy: () => void (health = { status: 200, document: { status: 'ok', version } }),
    [Symbol.asyncDispose]: () => ended(server),
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await ended(server);
  return port;
}

const ended = (server: Server) =>
  new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

/** The command under way; `told` resolves once it has said so. */
function ask(...words: string[]) {
  const child = spawn(launcher, words, { env: { PATH: process.env['PATH'] }, stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  let look = () => {};
  child.stdout.on('data', (some: Buffer) => {
    text += String(some);
    look();
  });
  return {
    told: (part: string) =>
      new Promise<void>((resolve) => {
        look = () => text.includes(part) && resolve();
        look();
      }),
    interrupt: () => child.kill('SIGINT'),
    end: async () => {
      const [exitCode] = (await once(child, 'close')) as [number];
      return { exitCode, text };
    },
  };
}

test('services that come up one after the other are asked once, when the last has', async () => {
  await using api = await program('1.4.2');
  await using mcp = await program('1.4.2');
  const asked = ask('health', '--api', api.url, '--mcp', mcp.url, '--wait', '60s');
  const end = asked.end();
  await asked.told('waiting up to 60.0 s for health.api-is-healthy, health.mcp-is-healthy');
  await mcp.start();
  await api.start();
  mcp.becomeHealthy();
  await asked.told('ready     health.mcp-is-healthy after');
  api.becomeHealthy();
  await asked.told('ready     health.api-is-healthy after');
  const { exitCode, text } = await end;
  expect(text).toContain('VERIFIED  the given addresses');
  expect(exitCode).toBe(0);
});

test('when the time is over, what is not ready is judged as it is', async () => {
  await using api = await program('1.4.2');
  await api.start();
  const { exitCode, text } = await ask('health', '--api', api.url, '--wait', '1500ms').end();
  expect(text).toMatch(
    /^ {2}not ready health\.api-is-healthy after \d\.\d s: the API calls itself "starting" \(503\)/m,
  );
  expect(text).toContain('VIOLATED  the given addresses');
  expect(exitCode).toBe(1);
});

test('a target that is ready is not waited for', async () => {
  await using api = await program('1.4.2');
  await api.start();
  api.becomeHealthy();
  const begun = performance.now();
  const { exitCode } = await ask('health', '--api', api.url, '--only', 'health.api-is-healthy', '--wait', '5m').end();
  expect(exitCode).toBe(0);
  expect(performance.now() - begun).toBeLessThan(20_000);
});

test('Ctrl-C ends the waiting', async () => {
  const asked = ask('health', '--api', 'http://127.0.0.1:1/', '--wait', '5m');
  await asked.told('waiting up to 300.0 s');
  const end = asked.end();
  asked.interrupt();
  expect(await end).toMatchObject({ exitCode: 130 });
});
