import { createServer, type RequestListener } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { expect, test } from 'vitest';
import { assertRefusesBodies } from './assert-refuses-bodies.ts';
import { causeOf } from '../../fixtures/testing/cause-of.ts';
import { serve } from '../../fixtures/testing/serve.ts';
import { announceBody } from '../../fixtures/proxy/announce-body.ts';

const bytes = 1024 ** 4;
const asking = { signal: new AbortController().signal };
const announce = (host: string, patienceMs?: number) =>
  announceBody(`http://${host}/`, { path: '/api/health/', bytes }, { ...asking, patienceMs });

test('a server that waits for it gets nothing, and takes any body', async () => {
  let received = 0;
  await using served = await serve(
    createServer((request) => {
      request.on('data', (piece: Buffer) => (received += piece.length));
    }),
  );
  const announced = await announce(served.host);
  expect(announced).toMatchObject({ isAwaited: true, told: '100 Continue' });
  expect(received).toBe(0);
  expect(await causeOf((async () => assertRefusesBodies(announced, bytes))())).toBe('any-body-taken');
});

const answering =
  (status: number): RequestListener =>
  (_, response) =>
    void response.writeHead(status).end();
const withoutWaiting = (status: number) => {
  const server = createServer();
  server.on('checkContinue', answering(status));
  return server;
};

test('one that refuses it for its length is well', async () => {
  await using served = await serve(withoutWaiting(413));
  const announced = await announce(served.host);
  expect(announced).toMatchObject({ isAwaited: false, status: 413, told: '413 Payload Too Large' });
  expect(() => assertRefusesBodies(announced, bytes)).not.toThrow();
});

test('one that refuses it for something else blames nobody', async () => {
  await using served = await serve(withoutWaiting(401));
  const announced = await announce(served.host);
  expect(() => assertRefusesBodies(announced, bytes)).toThrow(/answered with 401 Unauthorized before any of it/);
});

test('one that is no web server, or silent, is told as what it is', async () => {
  await using silent = await serve(createTcpServer(() => {}));
  expect(await causeOf(announce(silent.host, 300))).toBe('timed-out');
  await using ssh = await serve(createTcpServer((socket) => socket.write('SSH-2.0-OpenSSH_9.2\r\n')));
  expect(await causeOf(announce(ssh.host))).toBe('not-http');
  expect(await causeOf(announce('127.0.0.1:1'))).toBe('connection-refused');
});
