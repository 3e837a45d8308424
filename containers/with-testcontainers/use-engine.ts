import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { askEngineFor, type Engine } from '../engine/engine.ts';
import { isHere, isPullable } from '../images/local-images.ts';

/** What testcontainers starts beside the first container of a process, to remove them all when that is gone. */
const ryukImage = (): string => process.env['RYUK_CONTAINER_IMAGE'] || 'testcontainers/ryuk:0.14.0';

/**
 * Points testcontainers to the engine that we found, by the only way it has: its variables. Ryuk is on where its image can be had; where
 * it cannot, it would fail everything, and what a killed owner leaves is removed by the next command of ours alone.
 */
export async function useEngine(engine: Engine): Promise<void> {
  process.env['DOCKER_HOST'] = engine.address;
  if (process.env['TESTCONTAINERS_RYUK_DISABLED'] !== undefined) return;
  const canBeHad = (await isHere(engine, ryukImage())) || (await isPullable(engine, ryukImage()));
  process.env['TESTCONTAINERS_RYUK_DISABLED'] = String(!canBeHad);
  // Rootless engines have their socket elsewhere, and Podman lets nobody in who is not privileged.
  if (engine.address.startsWith('unix:')) {
    process.env['TESTCONTAINERS_DOCKER_SOCKET_OVERRIDE'] ??= new URL(engine.address).pathname;
  }
  if (engine.name.startsWith('Podman')) process.env['TESTCONTAINERS_RYUK_PRIVILEGED'] ??= 'true';
}

/**
 * Whether its published ports are on our loopback. Not where we run in a container beside those that it starts, by a socket that was
 * handed in; a machine that merely was made from an image (it has a /.dockerenv too) has the engine's bridge among its own interfaces.
 */
export async function isOnThisMachine(engine: Engine): Promise<boolean> {
  if (!engine.address.startsWith('unix:')) return false;
  if (!existsSync('/.dockerenv') && !existsSync('/run/.containerenv')) return true;
  const bridge = await askEngineFor<{ Options: Record<string, string> | null }>(engine, '/networks/bridge');
  // Node lists no interface that is down, as the bridge is until its first container.
  return existsSync(join('/sys/class/net', bridge.Options?.['com.docker.network.bridge.name'] ?? 'none'));
}
