import { healthPaths } from '../../contract/health.ts';
import type { Opening } from './opening.ts';

/**
 * Asks the API (through nginx, so that it is known to answer) and the MCP server for their health once: the first answer opens the
 * connections that later ones are timed with. Whether it is a good one is not judged here; a stack with a fault is not well.
 */
export const warmUp = (opening: Opening, ports: { nginx: number; mcp: number }): Promise<unknown> =>
  opening.together(
    askOnce(`http://127.0.0.1:${ports.nginx}${healthPaths.api}`, opening.signal),
    askOnce(`http://127.0.0.1:${ports.mcp}${healthPaths.mcp}`, opening.signal),
  );

async function askOnce(url: string, signal: AbortSignal): Promise<void> {
  const response = await fetch(url, {
    headers: { connection: 'close' },
    signal: AbortSignal.any([signal, AbortSignal.timeout(10_000)]),
  }).catch(() => undefined);
  await response?.text();
  signal.throwIfAborted();
}
