import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, inject, test } from 'vitest';
import type { OpenStackOptions } from '../stack.ts';
import { openStack } from './open-stack.ts';
import { ownTemporaryFolder } from './test-harness/own-temporary-folder.ts';
import { nameOf, shareExists } from './test-harness/share-exists.ts';
import { urlOf } from './test-harness/url-of.ts';
import { script, stubPrograms } from './test-harness/stub-programs.ts';

const state = ownTemporaryFolder();

test('a normal end leaves nothing', async () => {
  let name = '';
  {
    await using stack = await openStack({ services: inject('services'), plan: stubPrograms });
    name = nameOf(urlOf(stack.deployment, 'database'));
    expect(await shareExists(inject('services'), name)).toEqual({ database: true, virtualHost: true });
    expect(await state().leftovers()).not.toEqual([]);
  }
  expect(await state().leftovers()).toEqual([]);
  expect(await shareExists(inject('services'), name)).toEqual({ database: false, virtualHost: false });
});

test('a program that ends at once leaves nothing, and the error tells what it said', async () => {
  const error = await failToOpen((plan) => ({
    ...plan,
    mcp: script("console.error('no such table: appointments'); process.exit(3)"),
  }));
  expect(error.message).toMatch(/^mcp did not start: it ended with exit code 3 after \d+\.\d s\.\n/);
  expect(error.message).toContain('  | no such table: appointments');
});

test('a port that somebody else has leaves nothing, and the error names the reason', async () => {
  await using other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as { port: number };
  const error = await failToOpen((plan) => ({
    ...plan,
    api: { ...plan.api, environment: { ...plan.api.environment, PORT: String(port) } },
  }));
  expect(error.message).toMatch(/^api did not start: it ended with exit code 1/);
  expect(error.message).toContain('Likely reason: another program listens on its port.');
});

test('an abort in mid-start leaves nothing and throws its own reason', async () => {
  const interrupted = new AbortController();
  const reason = new Error('Ctrl-C');
  const onProgress: OpenStackOptions['onProgress'] = ({ service }) => {
    if (service === 'api') interrupted.abort(reason);
  };
  expect(await failToOpen((plan) => plan, { signal: interrupted.signal, onProgress })).toBe(reason);
});

/** Why a stack with this change to its plan did not come up. */
async function failToOpen(
  change: NonNullable<OpenStackOptions['plan']>,
  options: Partial<OpenStackOptions> = {},
): Promise<Error> {
  let name = '';
  const opening = openStack({
    services: inject('services'),
    ...options,
    plan: (plan, addresses) => {
      name = nameOf(addresses.databaseUrl);
      return change(stubPrograms(plan, addresses), addresses);
    },
  });
  const error: unknown = await opening.then(
    async (stack) => stack[Symbol.asyncDispose](),
    (reason: unknown) => reason,
  );
  expect(await state().leftovers()).toEqual([]);
  expect(await shareExists(inject('services'), name)).toEqual({ database: false, virtualHost: false });
  expect(error).toBeInstanceOf(Error);
  return error as Error;
}
