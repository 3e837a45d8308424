import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { chooseStack, choiceLine } from '../choose-stack.ts';
import { readEnvironment } from '../../targets/read-environment.ts';
import { findEngine } from './find-engine.ts';
import { whyHealthIsNotChecked, whyNoMachine } from './health-checks.ts';
import { whyNotStarted } from './start-daemon.ts';

let folder: string;
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'engine-'))));
afterEach(() => rm(folder, { recursive: true }));

const named = (address: string) => readEnvironment({ DOCKER_HOST: address, PATH: '' });

test('a socket that is not there, one that nobody listens on, and an address that cannot be asked', async () => {
  const socket = join(folder, 'docker.sock');
  expect(await findEngine(named(`unix://${socket}`))).toEqual({
    none: `${socket} (DOCKER_HOST names it) is not there.`,
  });
  expect(await findEngine(named('tcp://127.0.0.1:1'))).toEqual({
    none: 'tcp://127.0.0.1:1 (DOCKER_HOST names it) is there, and nothing listens on it: its daemon has ended.',
  });
  expect(await findEngine(named('ssh://host'))).toEqual({
    none: 'ssh://host (DOCKER_HOST names it) cannot be asked from here: give DOCKER_HOST as unix:// or tcp://.',
  });
});

test('without a wish a stack comes from processes where no engine answers, and the line says why', async () => {
  const tell = (): void => {};
  const environment = named(`unix://${join(folder, 'none.sock')}`);
  expect(await chooseStack({}, { environment, tell })).toEqual({
    kind: 'processes',
    because: expect.stringMatching(/none\.sock .* is not there\.$/),
  });
  await expect(chooseStack({ stack: 'containers' }, { environment, tell })).rejects.toThrow(
    /^No container engine answers\. .* It was not started: DOCKER_HOST names another place\.$/,
  );
});

test.for([
  { has: ['medcor-verify/services:bookworm'], pulls: false, wish: {}, comes: ['containers', 'bookworm'] },
  { has: [], pulls: true, wish: {}, comes: ['containers', 'upstream'] },
  { has: [], pulls: true, wish: { images: 'upstream-old' }, comes: ['containers', 'upstream-old'] },
  { has: [], pulls: false, wish: {}, comes: ['processes', undefined] },
] as const)('an engine that has $has and pulls: $pulls gives $comes', async ({ has, pulls, wish, comes }) => {
  await using engine = await engineThat({ has, pulls });
  const asked = { ...wish, ...('images' in wish ? { stack: 'containers' as const } : {}) };
  const choice = await chooseStack(asked, { environment: named(engine.address), tell: () => {} });
  expect([choice.kind, 'set' in choice ? choice.set : undefined]).toEqual(comes);
});

test('images that were wished for and are not to be had are named with the command that makes them', async () => {
  await using engine = await engineThat({ has: [], pulls: false });
  await expect(
    chooseStack({ stack: 'containers', images: 'bookworm' }, { environment: named(engine.address), tell: () => {} }),
  ).rejects.toThrow('The images of "bookworm" are not there. Make them: make images IMAGES=bookworm');
});

test.for([
  { has: ['testcontainers/ryuk:0.14.0'], variables: {}, words: 'Ryuk on' },
  {
    has: [],
    variables: {},
    words: 'Ryuk off (testcontainers/ryuk:0.14.0 is not there, and no registry has it)',
  },
  {
    has: ['testcontainers/ryuk:0.14.0'],
    variables: { RYUK_CONTAINER_IMAGE: 'mirror/ryuk:1' },
    words: 'Ryuk off (mirror/ryuk:1 is not there, and no registry has it)',
  },
  {
    has: ['testcontainers/ryuk:0.14.0'],
    variables: { TESTCONTAINERS_RYUK_DISABLED: 'true' },
    words: 'Ryuk off (TESTCONTAINERS_RYUK_DISABLED)',
  },
])('the line on the choice says of Ryuk: $words', async ({ has, variables, words }) => {
  await using engine = await engineThat({ has: ['medcor-verify/services:trixie', ...has], pulls: false });
  const environment = readEnvironment({ DOCKER_HOST: engine.address, PATH: '', ...variables });
  const choice = await chooseStack({}, { environment, tell: () => {} });
  expect(choiceLine(choice)).toBe(`stack from containers: Docker 99.0 answers; images trixie; ${words}`);
});

test('an engine that is installed and not started is named with the command that starts it', () => {
  const podman = '/usr/bin/podman';
  expect(whyNotStarted({ variables: {} }, { podman })).toMatch(
    /^\/usr\/bin\/podman is there, and its service does not run; start it: systemctl --user start podman\.socket/,
  );
  expect(whyNotStarted({ variables: {} }, {})).toContain('doctor --install --for containers');
});

test('Podman is known by what it calls itself', async () => {
  await using engine = await engineThat({ has: [], pulls: false, server: 'Libpod/4.3.1 (linux)' });
  expect(await findEngine(named(engine.address))).toEqual({
    engine: { address: engine.address, name: 'Podman 4.3.1' },
  });
});

test('Podman checks no health where systemd does not run, and is told as such', () => {
  expect(whyHealthIsNotChecked({ name: 'Podman 4.3.1' }, false)).toBe(
    'Podman 4.3.1 leaves it to systemd to check the health of containers, and systemd does not run here.',
  );
  expect(whyHealthIsNotChecked({ name: 'Podman 4.3.1' }, true)).toBeUndefined();
  expect(whyHealthIsNotChecked({ name: 'Docker 20.10.24' }, false)).toBeUndefined();
});

test('an engine without control groups gives no machine, and says so', async () => {
  await using engine = await engineThat({ has: [], pulls: false, info: { CgroupDriver: 'none' } });
  await using other = await engineThat({ has: [], pulls: false, info: { CgroupDriver: 'systemd' } });
  expect(await whyNoMachine({ address: engine.address, name: 'Docker 20.10.24' })).toMatch(
    /^Docker 20\.10\.24 runs without root and has no control groups here/,
  );
  expect(await whyNoMachine({ address: other.address, name: 'Docker 20.10.24' })).toBeUndefined();
});

/** Answers as Docker does, and knows these images only. */
async function engineThat({
  has,
  pulls,
  server = 'Docker/99.0 (linux)',
  info,
}: {
  has: readonly string[];
  pulls: boolean;
  server?: string;
  info?: object;
}) {
  const socket = join(await mkdtemp(join(folder, 'engine-')), 'engine.sock');
  const listening = createServer((request, response) => {
    const path = request.url ?? '';
    const image = /^\/images\/(.+)\/json$/.exec(path)?.[1];
    const isFine =
      ['/_ping', '/info'].includes(path) || (path.startsWith('/distribution/') && pulls) || has.includes(image ?? '');
    response.statusCode = isFine ? 200 : 404;
    response.setHeader('server', server);
    response.end(JSON.stringify(isFine ? { Id: '1', ...info } : { message: 'no such thing' }));
  }).listen(socket);
  await once(listening, 'listening');
  return {
    address: `unix://${socket}`,
    async [Symbol.asyncDispose]() {
      listening.close();
      listening.closeAllConnections();
    },
  };
}
