import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get, request, type IncomingMessage } from 'node:http';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { openStack } from '../containers/with-processes/open-stack.ts';
import { settingsOf } from './testing/settings-of.ts';

const stack = await openStack({ services: inject('services') });
afterAll(() => stack[Symbol.asyncDispose]());
const { databaseUrl, cacheUrl, brokerUrl, signingKey, issuer } = settingsOf(stack);

const environment = {
  HOST: '127.0.0.1',
  PORT: '0',
  DATABASE_URL: databaseUrl,
  REDIS_URL: cacheUrl,
  CELERY_BROKER_URL: brokerUrl,
  JWT_SIGNING_KEY: signingKey,
  JWT_ISSUER: issuer,
  VERSION: '1.2.3',
  COMMIT: 'abc1234',
};

const healthPath = { api: '/api/health/', mcp: '/health/' };

describe.each(['api', 'mcp'] as const)('the %s', (name) => {
  test.each(['SIGTERM', 'SIGINT'] as const)(
    'exits with 0 within 2 s of %s, also with a connection held open',
    async (signal) => {
      const program = start(name, environment);
      const { port } = await readyLine(program);
      const agent = new Agent({ keepAlive: true });
      const response = await healthOver(agent, `http://127.0.0.1:${port}${healthPath[name]}`);
      expect(response.statusCode).toBe(200);

      program.kill(signal);

      expect(await exitWithin(2000, program)).toEqual([0, null]);
      agent.destroy();
    },
  );

  test('finishes the answer that it was giving', async () => {
    const program = start(name, { ...environment, FAULT: 'slow-health' });
    const { port } = await readyLine(program);
    // A server says 100 when it has the request; its answer is 700 ms away then.
    const asked = request(`http://127.0.0.1:${port}${healthPath[name]}`, { headers: { expect: '100-continue' } });
    asked.flushHeaders();
    await once(asked, 'continue');

    program.kill('SIGTERM');

    const [response] = (await once(asked.end(), 'response')) as [IncomingMessage];
    expect(response.resume().statusCode).toBe(200);
    expect(await exitWithin(2000, program)).toEqual([0, null]);
  });

  test('says in one sentence what it lacks', async () => {
    const { JWT_ISSUER: _, VERSION: __, ...incomplete } = environment;
    const program = start(name, incomplete);
    const complaint = text(program.stderr!);

    expect(await exitWithin(10_000, program)).toEqual([2, null]);
    expect(await complaint).toMatch(/^The (API|MCP server) cannot start: Not set: JWT_ISSUER, VERSION\. [^\n]+\n$/);
  });

  test('refuses a fault beyond loopback', async () => {
    const program = start(name, { ...environment, HOST: '0.0.0.0', FAULT: 'slow-health' });
    const complaint = text(program.stderr!);

    expect(await exitWithin(10_000, program)).toEqual([2, null]);
    expect(await complaint).toContain('faults are for loopback only');
  });

  test('runs healthy under a fault of another program', async () => {
    const program = start(name, { ...environment, FAULT: 'worker-loses-result' });
    const { port } = await readyLine(program);

    expect((await healthOver(new Agent(), `http://127.0.0.1:${port}${healthPath[name]}`)).statusCode).toBe(200);
    program.kill('SIGTERM');
    expect(await exitWithin(2000, program)).toEqual([0, null]);
  });
});

const start = (name: 'api' | 'mcp', variables: Record<string, string>): ChildProcess =>
  spawn(process.execPath, [new URL(`${name}/main.ts`, import.meta.url).pathname], { env: variables });

async function readyLine(program: ChildProcess): Promise<{ port: number }> {
  for await (const line of createInterface(program.stdout!)) {
    const said = JSON.parse(line) as { msg: string; port: number };
    if (said.msg === 'ready') return said;
  }
  throw new Error(`The program ended before it was ready: ${await text(program.stderr!)}`);
}

/** Code and signal; a program that takes longer is killed, which is seen in the signal. */
async function exitWithin(milliseconds: number, program: ChildProcess): Promise<unknown[]> {
  const timer = setTimeout(() => program.kill('SIGKILL'), milliseconds);
  const exit = (await once(program, 'exit')) as unknown[];
  clearTimeout(timer);
  return exit;
}

async function healthOver(agent: Agent, url: string): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  get(url, { agent }, (response) => resolve(response.resume())).on('error', reject);
  return promise;
}
