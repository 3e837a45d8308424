import { existsSync } from 'node:fs';
import type { Engine } from './engine.ts';

/** Why this engine never says of a container that it is healthy, as a sentence; undefined where it does. Docker asks itself, Podman has systemd ask. */
export function whyHealthIsNotChecked(
  { name }: Pick<Engine, 'name'>,
  systemdRuns = existsSync('/run/systemd/system'),
): string | undefined {
  if (systemdRuns || !name.startsWith('Podman')) return undefined;
  return `${name} leaves it to systemd to check the health of containers, and systemd does not run here.`;
}
