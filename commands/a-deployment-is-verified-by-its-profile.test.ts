import { expect, inject, test } from 'vitest';
import { openStack } from '../containers/with-processes/open-stack.ts';
import { knownByProfile } from './testing/known-by-profile.ts';

test('a deployment known by a profile alone is verified, and observed only unless more is allowed', async () => {
  await using stack = await openStack({ services: inject('services') });
  await using stranger = await knownByProfile(stack.deployment);

  const canary = await stranger.run('--target', stranger.file, '--safety', 'canary');
  expect(canary).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('VERIFIED  somewhere else') });
  expect(await stranger.ledgers()).toEqual({});

  const observed = await stranger.run('--target', stranger.file);
  expect(observed).toMatchObject({
    exitCode: 3,
    stdout: expect.stringContaining('queue.canary-is-executed is critical and was withheld: it needs --safety canary'),
  });
});
