import { existsSync } from 'node:fs';
import { askEngineFor, type Engine } from './engine.ts';

/** Why this engine never says of a container that it is healthy, as a sentence; undefined where it does. Docker asks itself, Podman has systemd ask. */
export function whyHealthIsNotChecked(
  { name }: Pick<Engine, 'name'>,
  systemdRuns = existsSync('/run/systemd/system'),
): string | undefined {
  if (systemdRuns || !name.startsWith('Podman')) return undefined;
  return `${name} leaves it to systemd to check the health of containers, and systemd does not run here.`;
}

/** Why a machine that systemd runs cannot be had from this engine, as a sentence; undefined where nothing is known against it. */
export async function whyNoMachine(engine: Engine): Promise<string | undefined> {
  const unchecked = whyHealthIsNotChecked(engine);
  if (unchecked !== undefined) return unchecked;
  const { CgroupDriver } = await askEngineFor<{ CgroupDriver?: string }>(engine, '/info');
  if (CgroupDriver !== 'none') return undefined;
  return `${engine.name} runs without root and has no control groups here (cgroup v1), without which systemd does not start in a container.`;
}
