import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A TCP relay to the broker that a test can open late and cut. */
export type Relay = AsyncDisposable & { port: number; listen(): Promise<void>; cut(): void };

/** Takes a free port and gives it back until `listen`, so that connections are refused meanwhile. */
export async function closedRelay(target: { host: string; port: number }): Promise<Relay> {
  const sockets = new Set<Socket>();
  const server = createServer((incoming) => {
    const outgoing = connect(target.port, target.host);
    for (const [socket, other] of [
      [incoming, outgoing],
      [outgoing, incoming],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => sockets.delete(socket));
      socket.pipe(other);
    }
  });
  const listen = (port: number): Promise<void> =>
    new Promise((resolve) => {
      server.listen(port, '127.0.0.1', resolve);
    });
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
    });
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  await listen(0);
  const { port } = server.address() as AddressInfo;
  await close();
  return {
    port,
    listen: () => listen(port),
    cut,
    async [Symbol.asyncDispose]() {
      cut();
      await close();
    },
  };
}
