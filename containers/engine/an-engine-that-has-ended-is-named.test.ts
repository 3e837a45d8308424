import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { whyComposeFailed } from '../with-testcontainers/open-project.ts';
import { askEngine, EngineSilence } from './engine.ts';

let folder: string;
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'ended-'))));
afterEach(() => rm(folder, { recursive: true }));

const said = `Traceback (most recent call last):
  File "/usr/bin/docker-compose", line 33, in <module>
    sys.exit(load_entry_point('docker-compose==1.29.2', 'console_scripts', 'docker-compose')())
docker.errors.DockerException: Error while fetching server API version: ('Connection aborted.', FileNotFoundError(2))
`;
const words = ['up', '--detach', 'worker'];
const engineAt = (address: string) => ({ address, name: 'Docker 99.0' });

test('Compose fails because the engine has ended: one sentence that says so, and none of its traceback', async () => {
  const socket = join(folder, 'docker.sock');
  const failure = await whyComposeFailed(engineAt(`unix://${socket}`), words, { code: 1, stderr: said });
  expect(failure.message).toBe(
    `Compose (up --detach worker) failed because Docker 99.0 does not answer any more: ${socket} is not there.`,
  );
});

test('Compose fails while the engine answers: its last line, which says why', async () => {
  await using engine = await engineThat((response) => response.end('OK'));
  const failure = await whyComposeFailed(engine, words, {
    code: 1,
    stderr: 'Creating …\nERROR: No such service: worker\n',
  });
  expect(failure.message).toBe('Compose (up --detach worker) ended with 1: ERROR: No such service: worker');
});

test('an engine that hangs up, and one that takes too long, are told with what they were asked', async () => {
  await using gone = await engineThat((response) => response.destroy());
  const refused = askEngine(gone, 'GET', '/networks');
  await expect(refused).rejects.toThrow(EngineSilence);
  await expect(refused).rejects.toThrow(`engine.sock gave no answer to GET /networks: other side closed`);
  await using slow = await engineThat(() => {});
  await expect(askEngine(slow, 'GET', '/networks', { withinMs: 50 })).rejects.toThrow(': its time was up');
});

async function engineThat(answer: (response: import('node:http').ServerResponse) => void) {
  const socket = join(await mkdtemp(join(folder, 'socket-')), 'engine.sock');
  const server = createServer((_request, response) => answer(response)).listen(socket);
  await once(server, 'listening');
  return {
    ...engineAt(`unix://${socket}`),
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
    },
  };
}
