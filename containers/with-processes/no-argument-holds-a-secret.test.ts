import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, inject, test } from 'vitest';
import { secretsOf } from '../../targets/secrets-of.ts';
import { openStack } from './open-stack.ts';

test('of a program or service of ours: everybody on this machine can read them', async () => {
  const services = inject('services');
  await using stack = await openStack({ services });
  const secrets = [...secretsOf(stack.deployment), services.rabbitmq.password, services.postgres.password];
  const lines = commandLines();
  // The programs of the stack are among them.
  expect(lines.some((line) => line.includes('reference-impl/worker/main.ts'))).toBe(true);
  for (const secret of secrets) expect(lines.filter((line) => line.includes(secret))).toEqual([]);
});

/** Of every process; macOS has no /proc. */
function commandLines(): string[] {
  if (!existsSync('/proc/self/cmdline')) return execFileSync('ps', ['-axo', 'args='], { encoding: 'utf8' }).split('\n');
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(commandLineOf);
}

/** A process may have ended since it was listed. */
function commandLineOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}
