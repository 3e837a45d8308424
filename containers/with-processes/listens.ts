import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** Resolves once something takes connections on the port of 127.0.0.1; never after `signal` aborted. */
export async function listens(port: number, signal: AbortSignal): Promise<void> {
  while (!(await takesConnections(port))) {
    await pause(10);
    if (signal.aborted) return new Promise(() => undefined);
  }
}

const takesConnections = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
