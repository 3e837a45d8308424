import { healthPaths } from '../../contract/health.ts';
import type { Opening } from './opening.ts';

const asksAtMost = 5;

/**
 * Asks the API (through nginx, so that it is known to answer) and the MCP server for their health until they say that all is well,
 * a few times at most: programs load and connect some of their parts only when they are first needed, and what is asked of a stack
 * next is timed. Whether they are well is not judged here; a stack with a fault is not.
 */
export const warmUp = (opening: Opening, ports: { nginx: number; mcp: number }): Promise<unknown> =>
  opening.together(
    askUntilWell(`http://127.0.0.1:${ports.nginx}${healthPaths.api}`, opening.signal),
    askUntilWell(`http://127.0.0.1:${ports.mcp}${healthPaths.mcp}`, opening.signal),
  );

async function askUntilWell(url: string, signal: AbortSignal): Promise<void> {
  for (let asked = 0; asked < asksAtMost; asked += 1) {
    const response = await fetch(url, {
      headers: { connection: 'close' },
      signal: AbortSignal.any([signal, AbortSignal.timeout(10_000)]),
    }).catch(() => undefined);
    await response?.text();
    signal.throwIfAborted();
    if (response?.ok) return;
  }
}
