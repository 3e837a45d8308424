import { expect, test } from 'vitest';
import type { DatabaseState } from '../../fixtures/database/database-state.ts';
import { assertReplicasKeepUp } from './assert-replicas-keep-up.ts';
import { databaseStateWith } from './testing/database-state-with.ts';

type Replica = DatabaseState['replicas'][number];

const judge = async (...replicas: Replica[]) =>
  assertReplicasKeepUp(databaseStateWith({ replicas }), 'db:5432/medcor_db');
const replica = (odd: Partial<Replica>): Replica => ({
  name: 'r1',
  state: 'streaming',
  behindBytes: 0,
  behindSeconds: null,
  ...odd,
});
const mebibyte = 1024 * 1024;
const hidden = replica({ name: 'r2', state: null, behindBytes: null });

test.for<[string, Partial<Replica>, string]>([
  ['by bytes', { behindBytes: 256 * mebibyte + 1 }, 'r1 is 257 MiB behind (streaming)'],
  [
    'while it is not connected',
    { state: 'not connected', behindBytes: 300 * mebibyte },
    'r1 is 300 MiB behind (not connected)',
  ],
  ['by time', { behindBytes: 5, behindSeconds: 60.1 }, 'r1 is 1 MiB and 60.1 s behind (streaming)'],
])('%s', async ([, odd, actual]) => {
  await expect(judge(hidden, replica(odd))).rejects.toMatchObject({
    facts: { actual, cause: { id: 'replica-behind' } },
  });
});

test('one that can catch up no more is told, though nobody knows how far it is behind', async () => {
  await expect(judge(hidden, replica({ state: 'lost', behindBytes: null }))).rejects.toMatchObject({
    facts: {
      actual: 'what r1 lacks is no longer kept (its slot is lost)',
      cause: { id: 'replica-lost', of: 'r1', sentence: expect.stringContaining('made anew') },
    },
  });
});

test('where that is hidden nobody is blamed, and none is passed', async () => {
  const asked = judge(replica({}), hidden);
  await expect(asked).rejects.toThrow(/how far r2 is behind .*NULL without pg_read_all_stats.*GRANT/);
  await expect(asked).rejects.not.toHaveProperty('facts');
});

test('none, and some that keep up, are told as a fact', async () => {
  expect(await judge()).toEqual({ replicas: 'none is connected' });
  expect(await judge(replica({ behindBytes: 9 }), replica({ behindBytes: 3 * mebibyte, behindSeconds: 0.2 }))).toEqual({
    replicas: '2, at most 3 MiB and 0.2 s behind',
  });
});
