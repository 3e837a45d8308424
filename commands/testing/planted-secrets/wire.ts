import { connect, createServer, type Server, type Socket } from 'node:net';
import { serve } from '../../../fixtures/testing/serve.ts';

/** A server behind a wire of which everything is kept, so that a test can see that a secret was really on it. */
export type OnWire = { host: string; passed: () => Buffer };

/** Serves until the end of the scope. */
export async function onWire(server: Server, scope: AsyncDisposableStack): Promise<OnWire> {
  const { host } = scope.use(await serve(server));
  const [, port = ''] = host.split(':');
  const both: [Buffer[], Buffer[]] = [[], []];
  const passOn = (from: Socket, to: Socket, kept: Buffer[]) => {
    from.on('data', (chunk: Buffer) => {
      kept.push(chunk);
      to.write(chunk);
    });
    from.on('end', () => to.end());
    from.on('error', () => to.destroy());
    from.on('close', () => to.destroy());
  };
  const relay = createServer((caller) => {
    const called = connect(Number(port), '127.0.0.1');
    passOn(caller, called, both[0]);
    passOn(called, caller, both[1]);
  });
  const front = scope.use(await serve(relay));
  return { host: front.host, passed: () => Buffer.concat([...both[0], ...both[1]]) };
}
