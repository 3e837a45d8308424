import type { Engine } from '../engine/engine.ts';
import { findRyuk } from '../engine/find-ryuk.ts';
import type { Labels } from './owned.ts';

type Circumstances = {
  /** Its published ports are on our loopback. */
  isLocal: boolean;
  /** Told why Ryuk, which can be had, could not be started. */
  onFailure: (sentence: string) => void;
};

/**
 * Points testcontainers to the engine that we found, by the only way it has: its variables. Returns the label by which Ryuk knows what is
 * ours, of which the library puts it on containers alone; none where Ryuk is off or cannot be started, and the next command of ours alone
 * removes what a killed owner left.
 */
export async function useEngine(engine: Engine, { isLocal, onFailure }: Circumstances): Promise<Labels> {
  process.env['DOCKER_HOST'] = engine.address;
  const { isOn } = await findRyuk(engine, { variables: process.env });
  if (!isOn || process.env['TESTCONTAINERS_RYUK_DISABLED'] === 'true') return withoutRyuk();
  process.env['TESTCONTAINERS_RYUK_DISABLED'] = 'false';
  // Rootless engines have their socket elsewhere, and Podman lets nobody in who is not privileged.
  if (engine.address.startsWith('unix:')) {
    process.env['TESTCONTAINERS_DOCKER_SOCKET_OVERRIDE'] ??= new URL(engine.address).pathname;
  }
  if (engine.name.startsWith('Podman')) process.env['TESTCONTAINERS_RYUK_PRIVILEGED'] ??= 'true';
  // On a machine made from an image it would take the bridge for the way to its ports, which without root is out of reach.
  if (isLocal) process.env['TESTCONTAINERS_HOST_OVERRIDE'] ??= '127.0.0.1';
  const { getContainerRuntimeClient, getReaper, LABEL_TESTCONTAINERS_SESSION_ID } = await import('testcontainers');
  try {
    const { sessionId } = await getReaper(await getContainerRuntimeClient());
    return { [LABEL_TESTCONTAINERS_SESSION_ID]: sessionId };
  } catch (error) {
    // Whom nobody speaks to for a minute ends by itself.
    const why = error instanceof Error ? error.message : String(error);
    onFailure(`could not be started (${why}): what is left should we be killed is removed by the next command alone`);
    return withoutRyuk();
  }
}

function withoutRyuk(): Labels {
  process.env['TESTCONTAINERS_RYUK_DISABLED'] = 'true';
  return {};
}
