import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { claimPort, portsOf } from './claim-port.ts';
import { claimDirectory, stateRoot } from './state-directory.ts';

afterEach(() => vi.unstubAllEnvs());

test('a port is claimed among those of its folder', async () => {
  await using directory = await claimDirectory();
  const { from, to } = portsOf(stateRoot());
  for (let count = 0; count < 20; count += 1) {
    const port = await claimPort(directory);
    expect(port).toBeGreaterThanOrEqual(from);
    expect(port).toBeLessThan(to);
  }
});

test('folders of other users, and under another TMPDIR, have others', async () => {
  const elsewhere = await mkdtemp(join(tmpdir(), 'medcor-elsewhere-'));
  await using _ = { [Symbol.asyncDispose]: () => rm(elsewhere, { recursive: true }) };
  const here = stateRoot();
  vi.stubEnv('TMPDIR', elsewhere);
  expect(stateRoot()).not.toBe(here);

  const first = Array.from({ length: 1000 }, (_each, user) => portsOf(`/tmp/medcor-verify-${user}`).from);
  const pairs = first.slice(1).filter((from, at) => from === first[at]);
  expect(new Set(first).size).toBe(24);
  // One in 24 where chance alone decides.
  expect(pairs.length).toBeLessThan(1000 / 12);
});
