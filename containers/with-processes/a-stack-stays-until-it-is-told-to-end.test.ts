import { afterEach, expect, inject, test } from 'vitest';
import { ownTemporaryFolder } from './test-harness/own-temporary-folder.ts';
import { startHarness } from './test-harness/harness-process.ts';
import { urlOf } from './test-harness/url-of.ts';
import { endUp, findUp, listUp, startSupervisor } from './supervisor.ts';

const state = ownTemporaryFolder();
afterEach(async () => void (await endUp('mine')));

test('a stack that stays is found by name, exists once, and leaves nothing when it ends', async () => {
  const up = await startSupervisor('mine', { services: inject('services') });
  expect(await findUp('mine')).toEqual(up);
  expect(await listUp()).toEqual([up]);
  expect(await findUp('yours')).toBeUndefined();
  expect((await fetch(`${urlOf(up.deployment, 'api')}api/health/`)).status).toBe(200);
  await expect(startSupervisor('mine')).rejects.toThrow('A stack called "mine" is up already.');
  expect(await endUp('mine')).toBe(true);
  expect(await endUp('mine')).toBe(false);
  expect(await state().leftovers()).toEqual([]);
});

test('a stack whose owner was killed is not up, and the next sweep removes it', async () => {
  const up = await startSupervisor('mine', { services: inject('services') });
  process.kill(up.owner.pid, 'SIGKILL');
  await expect.poll(() => findUp('mine')).toBeUndefined();
  expect(await state().sweepAsNextCommand()).not.toEqual([]);
  expect(await state().leftovers()).toEqual([]);
});

test('Ctrl-C before it is ready ends all that had begun', async () => {
  const interrupted = new AbortController();
  const starting = startSupervisor('mine', {
    services: inject('services'),
    signal: interrupted.signal,
    onProgress: () => interrupted.abort(new Error('Ctrl-C')),
  });
  await expect(starting).rejects.toThrow('Ctrl-C');
  expect(await state().leftovers()).toEqual([]);
});

test('a stack whose starter is killed before it is ready ends by itself', async () => {
  using starter = startHarness(state().folder, { services: inject('services') }, 'start-a-supervisor.main.ts');
  await starter.reached('redis', 'starting');
  await starter.end('SIGKILL');
  await expect.poll(() => state().leftovers(), { timeout: 20_000 }).toEqual([]);
});

test('what keeps it from coming up is told by whoever started it', async () => {
  const services = inject('services');
  const wrong = { ...services, postgres: { ...services.postgres, password: 'wrong' } };
  await expect(startSupervisor('mine', { services: wrong })).rejects.toThrow(/password authentication failed/);
  expect(await state().leftovers()).toEqual([]);
});
