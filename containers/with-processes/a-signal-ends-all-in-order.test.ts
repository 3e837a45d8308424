import { expect, inject, test } from 'vitest';
import { startHarness } from './test-harness/harness-process.ts';
import { existingSegments, privateState } from './test-harness/private-state.ts';
import { nameOf, shareExists } from './test-harness/share-exists.ts';
import { urlOf } from './test-harness/url-of.ts';

test('services that are told to end leave nothing', async () => {
  await using state = await privateState();
  using harness = startHarness(state.folder, {});
  await harness.reached('all', 'ready');
  const segments = await state.segments();
  expect(segments).toHaveLength(1);
  await harness.end('SIGTERM');
  expect(await state.leftovers()).toEqual([]);
  expect(await existingSegments(segments)).toEqual([]);
});

test.for([
  { signal: 'SIGINT', moment: ['all', 'ready'] },
  { signal: 'SIGTERM', moment: ['all', 'ready'] },
  { signal: 'SIGINT', moment: ['api', 'starting'] },
  { signal: 'SIGTERM', moment: ['redis', 'starting'] },
] as const)('$signal at the moment $moment leaves nothing', async ({ signal, moment: [service, reached] }) => {
  await using state = await privateState();
  using harness = startHarness(state.folder, { services: inject('services') });
  const { deployment } = await harness.reached(service, reached);
  await harness.end(signal);
  expect(harness.exitCode()).toBe(130);
  expect(await state.leftovers()).toEqual([]);
  if (deployment === undefined) return;
  const name = nameOf(urlOf(deployment, 'database'));
  expect(await shareExists(inject('services'), name)).toEqual({ database: false, virtualHost: false });
});
