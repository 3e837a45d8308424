import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openServices, type Services } from '../../containers/with-processes/open-services.ts';
import { rabbitmqctl } from '../../containers/with-processes/rabbitmqctl.ts';
import type { ServiceAddresses } from '../../containers/stack.ts';
import { readCertificates } from '../../fixtures/connection/read-certificates.ts';
import { openHttpClient } from '../../fixtures/http/http-client.ts';
import { managementClient } from '../../fixtures/management/management-client.ts';
import { serve } from '../../fixtures/testing/serve.ts';
import { makeAuthority } from '../../targets/testing/certificate-authority.ts';

let services: Services;

// Of its own: a certificate that ends is seen by whoever asks the broker.
beforeAll(async () => {
  services = await openServices();
});
afterAll(() => services[Symbol.asyncDispose]());

test.each<[string, { days: [number, number]; authority?: [number, number] }, string]>([
  ['one for a week, which has just been renewed', { days: [-1, 6] }, 'ok: the certificate of amqp/ssl on port'],
  ['one for a week that ends within the day', { days: [-6.5, 0.5] }, 'failed: the certificate of amqp/ssl on port'],
  ['one for a year that ends within days', { days: [-355, 10] }, 'failed: the certificate of amqp/ssl on port'],
  ['one for a year that ends in a month', { days: [-335, 30] }, 'ok: undefined'],
  [
    'an old authority that is still in the file',
    { days: [-5, 85], authority: [-99, -1] },
    'ok: an authority of amqp/ssl on port',
  ],
])('%s', async (_, { days, authority }, told) => {
  const { rabbitmq } = services.addresses;
  await using _listener = await listenWith(rabbitmq, days, authority);
  expect(await certificateCheck(rabbitmq)).toContain(told);
});

test('one that cannot be read is late on its last day, and untold before', async () => {
  const { rabbitmq } = services.addresses;
  const nobody = async () => undefined;
  {
    await using _listener = await listenWith(rabbitmq, [-1, 6]);
    expect(await certificateCheck(rabbitmq, nobody)).toContain('untold: the certificate');
  }
  await using _listener = await listenWith(rabbitmq, [-1, 0.5]);
  expect(await certificateCheck(rabbitmq, nobody)).toContain('failed: the certificate');
});

/** What comes of the plugin's check of certificates, by what is shown to us. */
async function certificateCheck(
  { host, managementPort, user, password }: ServiceAddresses['rabbitmq'],
  read: Parameters<typeof managementClient>[2] = (port) =>
    readCertificates({ host, port }, {}, new AbortController().signal),
): Promise<string> {
  const baseUrl = `http://${user}:${password}@${host}:${managementPort}/`;
  const { signal } = new AbortController();
  await using http = openHttpClient({ who: 'the management plugin', baseUrl, signal });
  const checks = await managementClient(http, 'amqp://127.0.0.1//', read).healthChecks();
  const found = checks.find(({ name }) => name.startsWith('certificate'));
  if (found?.says === 'ok') return `ok: ${found.besides}`;
  return found && 'reason' in found ? `${found.says}: ${found.reason}` : 'not known';
}

/** Lets the broker listen with TLS too, by a certificate that holds for these days; an older authority stands beside its own. */
async function listenWith(
  rabbitmq: ServiceAddresses['rabbitmq'],
  days: [number, number],
  older?: [number, number],
): Promise<AsyncDisposable> {
  const folder = await mkdtemp(join(tmpdir(), 'medcor-broker-tls-'));
  const authority = await makeAuthority('Own CA', [-400, 400]);
  const { certificate, key } = await authority.issue({ names: ['127.0.0.1'], days });
  const old = older ? (await makeAuthority('Old CA', older)).certificate : '';
  const name = randomBytes(4).toString('hex');
  const path = (kind: string) => join(folder, `${name}-${kind}.pem`);
  await writeFile(path('certificate'), certificate);
  await writeFile(path('key'), key);
  await writeFile(path('authorities'), `${authority.certificate}\n${old}`);
  const port = await freePort();
  const options = `[{certfile,"${path('certificate')}"},{keyfile,"${path('key')}"},{cacertfile,"${path('authorities')}"}]`;
  await rabbitmqctl(
    rabbitmq,
    'eval',
    `ok = rabbit_networking:start_ssl_listener({"127.0.0.1",${port}}, ${options}, 1).`,
  );
  return {
    async [Symbol.asyncDispose]() {
      await rabbitmqctl(rabbitmq, 'eval', `rabbit_networking:stop_tcp_listener({"127.0.0.1",${port}}).`);
      await rm(folder, { recursive: true });
    },
  };
}

async function freePort(): Promise<number> {
  await using served = await serve(createServer());
  return Number(served.host.split(':').at(-1));
}
