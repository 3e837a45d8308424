import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { openStack } from '../containers/with-processes/open-stack.ts';
import type { Deployment, Surface } from '../targets/deployment.ts';

const launcher = join(import.meta.dirname, '..', 'medcor-verify');

/** The stack as strangers know it: its addresses in a profile, its secrets in the environment. */
function profileOf({ surfaces, identities }: Deployment) {
  const { staff } = identities;
  if (staff?.kind !== 'signing-key') throw new Error('the stack of this test signs its tokens itself');
  const addresses = Object.entries<Surface>(surfaces).map(([name, surface]) => [
    name,
    'url' in surface ? surface.url : surface,
  ]);
  return {
    name: 'somewhere else',
    furthestSafety: 'canary',
    workers: { expected: 1 },
    surfaces: Object.fromEntries(addresses) as Record<string, unknown>,
    identities: { staff: { ...staff, key: { fromEnvironment: 'JWT_KEY' } } },
  };
}

const ask = (words: string[], environment: Record<string, string>) =>
  new Promise<{ exitCode: unknown; stdout: string }>((resolve) => {
    execFile(launcher, words, { env: { PATH: process.env['PATH'], ...environment } }, (error, stdout) =>
      resolve({ exitCode: error?.code ?? 0, stdout }),
    );
  });

test('a deployment known by a profile alone is verified, and observed only unless more is allowed', async () => {
  await using stack = await openStack({ services: inject('services') });
  const folder = await mkdtemp(join(tmpdir(), 'medcor-profile-'));
  await using _ = { [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
  const file = join(folder, 'profile.json');
  await writeFile(file, JSON.stringify(profileOf(stack.deployment)));
  const { staff } = stack.deployment.identities;
  const environment = { JWT_KEY: staff?.kind === 'signing-key' ? staff.key : '' };

  const canary = await ask(['--target', file, '--safety', 'canary'], environment);
  expect(canary).toEqual({ exitCode: 0, stdout: expect.stringContaining('VERIFIED  somewhere else') });

  const observed = await ask(['--target', file], environment);
  expect(observed).toEqual({
    exitCode: 3,
    stdout: expect.stringContaining('queue.canary-is-executed is critical and was withheld: it needs --safety canary'),
  });
});
