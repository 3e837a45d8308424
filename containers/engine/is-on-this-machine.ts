import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { askEngineFor, type Engine } from './engine.ts';

/**
 * Whether its published ports are on our loopback. Not where we run in a container beside those that it starts, by a socket that was
 * handed in; a machine that merely was made from an image (it has a /.dockerenv too) has the engine's bridge among its own interfaces.
 */
export async function isOnThisMachine(engine: Engine): Promise<boolean> {
  if (!engine.address.startsWith('unix:')) return false;
  if (!existsSync('/.dockerenv') && !existsSync('/run/.containerenv')) return true;
  const bridge = await askEngineFor<{ Options: Record<string, string> | null }>(engine, '/networks/bridge');
  // Node lists no interface that is down, as the bridge is until its first container.
  if (existsSync(join('/sys/class/net', bridge.Options?.['com.docker.network.bridge.name'] ?? 'none'))) return true;
  // Without root it is in a network of its own, and Podman does not tell its name; in a container that of the machine is another.
  return (await askEngineFor<{ Name: string }>(engine, '/info')).Name === hostname();
}
