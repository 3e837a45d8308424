import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { openStack } from '../containers/with-processes/open-stack.ts';
import type { Command, StackPlan } from '../containers/stack.ts';
import { openForwardProxy } from '../fixtures/connection/testing/open-forward-proxy.ts';
import { openTlsFront } from '../fixtures/connection/testing/open-tls-front.ts';
import type { Deployment, SurfaceName } from '../targets/deployment.ts';
import { hostAndPort } from '../targets/host-and-port.ts';
import { makeAuthority } from '../targets/testing/certificate-authority.ts';
import { knownByProfile } from './testing/known-by-profile.ts';

const secret = 'proxy-secret-4242';

test('a deployment behind a forward proxy, with a private authority that demands certificates, is verified whole', async () => {
  await using stack = await openStack({ services: inject('services'), plan: underItsName });
  const authority = await makeAuthority('Own CA');
  const issued = await authority.issue({ names: ['api.medcor.test', 'localhost'] });
  const client = await authority.issue({ names: ['medcor-verify'], purpose: 'client' });
  const front = (name: SurfaceName) =>
    openTlsFront(issued, { to: hostAndPort(new URL(urlOf(stack.deployment, name))), clientsOf: authority.certificate });
  await using nginx = await front('api');
  await using mcp = await front('mcp');
  await using proxy = await openForwardProxy({
    names: { 'api.medcor.test:443': `127.0.0.1:${nginx.port}` },
    admits: `me:${secret}`,
  });
  const folder = await mkdtemp(join(tmpdir(), 'medcor-way-'));
  await using _ = { [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
  await writeFile(join(folder, 'ca.pem'), authority.certificate);
  await writeFile(join(folder, 'client.pem'), `${client.certificate}\n${client.key}`);

  const { surfaces } = stack.deployment;
  // Names of loopback are asked directly.
  const api = { url: 'https://api.medcor.test/' };
  await using stranger = await knownByProfile(
    { ...stack.deployment, surfaces: { ...surfaces, api, proxy: api, mcp: { url: `https://localhost:${mcp.port}/` } } },
    {
      before: `export FORWARD_PROXY=http://me:${secret}@${proxy.host}`,
      connection: {
        forwardProxy: { url: { fromEnvironment: 'FORWARD_PROXY' } },
        certificateAuthority: join(folder, 'ca.pem'),
        clientCertificate: { certificate: join(folder, 'client.pem') },
      },
    },
  );
  const { exitCode, stdout } = await stranger.run('--target', stranger.file, '--safety', 'canary');
  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: expect.stringContaining('VERIFIED  somewhere else') });
  expect(stdout).not.toContain(secret);
  expect(new Set([...nginx.clients, ...mcp.clients])).toEqual(new Set(['medcor-verify']));
  expect(new Set(proxy.asked)).toEqual(new Set(['CONNECT api.medcor.test:443']));

  const doctor = await stranger.run('doctor', '--target', stranger.file);
  expect(doctor).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining(`through the forward proxy http://${proxy.host}`),
  });
  expect(doctor.stdout).not.toContain(secret);
});

/** Its programs refuse whoever calls them by another name. */
function underItsName(plan: StackPlan): StackPlan {
  const named = (command: Command): Command => ({
    ...command,
    environment: { ...command.environment, ALLOWED_HOSTS: 'api.medcor.test' },
  });
  return { ...plan, api: named(plan.api), mcp: named(plan.mcp) };
}

function urlOf({ surfaces }: Deployment, name: SurfaceName): string {
  const surface = surfaces[name];
  if ('url' in surface) return surface.url;
  throw new Error(`the stack of this test has no ${name}`);
}
