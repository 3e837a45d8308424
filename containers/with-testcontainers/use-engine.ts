import type { Engine } from '../engine/engine.ts';
import { findRyuk } from '../engine/find-ryuk.ts';

/**
 * Points testcontainers to the engine that we found, by the only way it has: its variables. Returns the label by which Ryuk knows what is
 * ours, of which the library puts it on containers alone; none where Ryuk is off, and the next command of ours alone removes what a
 * killed owner left. Throws why Ryuk could not be started, with the way around it.
 */
export async function useEngine(engine: Engine): Promise<Record<string, string>> {
  process.env['DOCKER_HOST'] = engine.address;
  const { isOn } = await findRyuk(engine, { variables: process.env });
  process.env['TESTCONTAINERS_RYUK_DISABLED'] = String(!isOn);
  if (!isOn) return {};
  // Rootless engines have their socket elsewhere, and Podman lets nobody in who is not privileged.
  if (engine.address.startsWith('unix:')) {
    process.env['TESTCONTAINERS_DOCKER_SOCKET_OVERRIDE'] ??= new URL(engine.address).pathname;
  }
  if (engine.name.startsWith('Podman')) process.env['TESTCONTAINERS_RYUK_PRIVILEGED'] ??= 'true';
  const { getContainerRuntimeClient, getReaper, LABEL_TESTCONTAINERS_SESSION_ID } = await import('testcontainers');
  try {
    const { sessionId } = await getReaper(await getContainerRuntimeClient());
    return { [LABEL_TESTCONTAINERS_SESSION_ID]: sessionId };
  } catch (error) {
    throw new Error(
      `Ryuk, which was to remove the containers should we be killed, could not be started: ${error instanceof Error ? error.message : String(error)}. Do without it: TESTCONTAINERS_RYUK_DISABLED=true; what is left then is removed by the next command.`,
      { cause: error },
    );
  }
}
