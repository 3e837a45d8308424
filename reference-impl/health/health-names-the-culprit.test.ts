import { createServer, type Socket } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { dependenciesOf, type HealthDocument } from '../../contract/health.ts';
import { openStack } from '../../containers/with-processes/open-stack.ts';
import { serveApi, serveMcp } from '../testing/serve.ts';
import { settingsOf, urlOf } from '../testing/settings-of.ts';

const stack = await openStack({ services: inject('services') });
afterAll(() => stack[Symbol.asyncDispose]());
const settings = settingsOf(stack);

const settingOf = { database: 'databaseUrl', cache: 'cacheUrl', broker: 'brokerUrl' } as const;

describe('the health document', () => {
  test('is ok with 200 when all dependencies answer', async () => {
    await using api = await serveApi(settings);
    await using mcp = await serveMcp(settings);

    expect(await healthAt(`${api.url}/api/health/`)).toMatchObject({
      status: 200,
      cacheControl: 'no-store',
      document: { status: 'ok', version: '1.2.3', commit: 'abc1234' },
    });
    expect(Object.keys((await healthAt(`${mcp.url}/health/`)).document.dependencies)).toEqual(dependenciesOf.mcp);
  });

  test.each(dependenciesOf.api)('of the API names the %s at which nothing listens', async (culprit) => {
    await using api = await serveApi({ ...settings, [settingOf[culprit]]: unreachable(settings[settingOf[culprit]]) });

    const { status, document } = await healthAt(`${api.url}/api/health/`);

    expect(status).toBe(503);
    expect(document).toMatchObject({ status: 'down', culprit });
    expect(document.dependencies[culprit]).toMatchObject({ status: 'down', error: 'refuses connections' });
    expect(Object.values(document.dependencies).filter((one) => one.status === 'down')).toHaveLength(1);
  });

  test.each(dependenciesOf.mcp)('of the MCP server names the %s at which nothing listens', async (culprit) => {
    await using mcp = await serveMcp({ ...settings, [settingOf[culprit]]: unreachable(settings[settingOf[culprit]]) });

    expect(await healthAt(`${mcp.url}/health/`)).toMatchObject({ status: 503, document: { status: 'down', culprit } });
  });

  test('waits for a silent dependency no longer than the deadline', async () => {
    await using silence = await listenInSilence();
    const { databaseUrl, cacheUrl, brokerUrl } = settings;
    await using api = await serveApi({
      ...settings,
      databaseUrl: at(databaseUrl, silence.port),
      cacheUrl: at(cacheUrl, silence.port),
      brokerUrl: at(brokerUrl, silence.port),
    });

    const { document } = await healthAt(`${api.url}/api/health/`);

    for (const { status, error } of Object.values(document.dependencies)) {
      expect(status).toBe('down');
      expect(error).toMatch(/^(no answer within 1000 ms|cannot be reached in time)$/);
    }
  });

  test('tells no credentials, names or addresses', async () => {
    await using api = await serveApi({
      ...settings,
      databaseUrl: withPassword(settings.databaseUrl, 'a-wrong-secret').replace(
        /[^/]+$/,
        'a-database-that-is-not-there',
      ),
      brokerUrl: withPassword(settings.brokerUrl, 'a-wrong-secret'),
    });

    const text = await (await fetch(`${api.url}/api/health/`)).text();

    expect(text).toContain('refuses our credentials');
    expect(text).not.toMatch(/secret|127\.0\.0\.1|:\/\/|guest|postgres|not-there/);
  });
});

describe('a running system', () => {
  test.each([
    { fault: 'database-refuses-connections', culprit: 'database' },
    { fault: 'cache-is-down', culprit: 'cache' },
    { fault: 'broker-vhost-missing', culprit: 'broker' },
  ] as const)('says that its $culprit is down under $fault', async ({ fault, culprit }) => {
    await using sick = await openStack({ services: inject('services'), fault });

    const { document } = await healthAt(`${urlOf(sick.deployment.surfaces.api)}api/health/`);

    expect(document).toMatchObject({ status: 'down', culprit });
  });
});

async function healthAt(url: string) {
  const response = await fetch(url);
  const document = (await response.json()) as HealthDocument;
  return { status: response.status, cacheControl: response.headers.get('cache-control'), document };
}

async function listenInSilence(): Promise<AsyncDisposable & { port: string }> {
  const open: Socket[] = [];
  const server = createServer((socket) => open.push(socket.on('error', () => {})));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: String((server.address() as AddressInfo).port),
    async [Symbol.asyncDispose]() {
      for (const socket of open) socket.destroy();
      server.close();
    },
  };
}

const at = (url: string, port: string) => Object.assign(new URL(url), { port }).href;

// Port 1 is for a service that nobody runs (tcpmux).
const unreachable = (url: string) => at(url, '1');

const withPassword = (url: string, password: string) => Object.assign(new URL(url), { password }).href;
