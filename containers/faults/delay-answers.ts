import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { hostAndPort } from '../../targets/host-and-port.ts';

/** A way to an address on which every piece of an answer comes `ms` later, in order: what a far target costs at each round trip. */
export async function delayAnswers(address: string, ms: number): Promise<AsyncDisposable & { address: string }> {
  const url = new URL(address);
  const { host, port } = hostAndPort(url);
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const service = connect(port, host);
    for (const socket of [client, service]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      // Whoever breaks off takes the other along.
      socket.on('error', () => [client, service].forEach((each) => each.destroy()));
      socket.on('close', () => sockets.delete(socket));
    }
    client.pipe(service);
    service.on('data', (piece: Buffer) => setTimeout(() => client.write(piece), ms));
    service.on('end', () => setTimeout(() => client.end(), ms));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const delayed = new URL(address);
  delayed.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    address: delayed.href,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
