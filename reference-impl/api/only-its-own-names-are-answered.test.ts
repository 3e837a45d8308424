import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect, inject, test } from 'vitest';
import { operations } from '../../contract/api.ts';
import { openStack } from '../../containers/with-processes/open-stack.ts';
import { serveApi } from '../testing/serve.ts';
import { settingsOf } from '../testing/settings-of.ts';

test('the API answers to the names of this machine and to those it was given, on any port', async () => {
  await using stack = await openStack({ services: inject('services') });
  await using api = await serveApi({ ...settingsOf(stack), allowedHosts: ['medcor.example.org'] });
  const statuses = async (...hosts: string[]) => {
    const answers = hosts.map(async (host) => [host, (await ask(api.url, host)).status]);
    return Object.fromEntries(await Promise.all(answers)) as Record<string, number>;
  };

  expect(
    await statuses(
      'localhost:8000',
      '127.0.0.1',
      '[::1]:80',
      'MedCor.example.org:443',
      'example.org',
      'medcor.example.org.evil.example',
    ),
  ).toEqual({
    'localhost:8000': 200,
    '127.0.0.1': 200,
    '[::1]:80': 200,
    'MedCor.example.org:443': 200,
    'example.org': 400,
    'medcor.example.org.evil.example': 400,
  });
  expect((await ask(api.url, 'example.org')).body).toContain('unknown_host');
});

function ask(url: string, host: string): Promise<{ status: number | undefined; body: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number | undefined; body: string }>();
  request(url + operations.health.path, { headers: { host } }, async (answer) => {
    resolve({ status: answer.statusCode, body: await text(answer) });
  })
    .on('error', reject)
    .end();
  return promise;
}
