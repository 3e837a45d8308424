import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { openForwardProxy } from '../fixtures/connection/testing/open-forward-proxy.ts';
import { openTlsFront } from '../fixtures/connection/testing/open-tls-front.ts';
import { serveTls } from '../fixtures/connection/testing/serve-tls.ts';
import { serve } from '../fixtures/testing/serve.ts';
import type { SurfaceName } from '../targets/deployment.ts';
import { makeAuthority, type Authority, type Issued } from '../targets/testing/certificate-authority.ts';
import { doctorSchema } from './schemas/doctor-schema.ts';

const launcher = join(import.meta.dirname, '..', 'medcor-verify');
const { postgres, rabbitmq } = inject('services');
const name = 'inside.medcor.test';
let folder: string;
let own: Authority;
let good: Issued;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'medcor-doctor-'));
  own = await makeAuthority('Own CA');
  good = await own.issue({ names: [name] });
  const client = await own.issue({ names: ['medcor-verify'], purpose: 'client' });
  await writeFile(join(folder, 'ca.pem'), own.certificate);
  await writeFile(join(folder, 'client.pem'), `${client.certificate}\n${client.key}`);
});
afterAll(() => rm(folder, { recursive: true }));

const doctor = (...words: string[]) => doctorOn(process.env['PATH'], words);

const doctorOn = (path: string | undefined, words: readonly string[]) =>
  new Promise<{ exitCode: unknown; stdout: string; stderr: string }>((resolve) => {
    execFile(launcher, ['doctor', ...words], { cwd: folder, env: { PATH: path } }, (error, stdout, stderr) =>
      resolve({ exitCode: error?.code ?? 0, stdout, stderr }),
    );
  });

/** A row for each surface that is offered, by its name, and the exit code. */
async function reached(addresses: Partial<Record<SurfaceName, string>>, words: readonly string[]) {
  const flags = Object.entries(addresses).flatMap(([surface, url]) => [`--${surface}`, url]);
  const { exitCode, stdout } = await doctor('--json', ...flags, ...words);
  const { surfaces = [] } = doctorSchema.parse(JSON.parse(stdout));
  const rows = surfaces.flatMap((row) => ('where' in row ? [[row.surface, row] as const] : []));
  return { exitCode, stdout, rows: Object.fromEntries(rows) };
}

const seenOf = (row: { steps: readonly { step: string; seen: string }[] } | undefined) =>
  Object.fromEntries(row?.steps.map(({ step, seen }) => [step, seen]) ?? []);

test('all that answers is reached, by name and certificate, and gets a greeting without credentials alone', async () => {
  const sent: string[] = [];
  await using api = await serveTls(good, {
    note: (headers) => sent.push(JSON.stringify(headers)),
    clientsOf: own.certificate,
  });
  await using database = await openTlsFront(good, { to: postgres, clientsOf: own.certificate, postgres: true });
  const { exitCode, stdout, rows } = await reached(
    {
      api: `https://me:secret42@${name}:${api.port}/`,
      broker: `amqp://me:secret42@${rabbitmq.host}:${rabbitmq.port}//`,
      database: `postgres://me:secret42@${name}:${database.port}/medcor?sslmode=verify-full`,
    },
    [
      '--ca',
      'ca.pem',
      '--cert',
      'client.pem',
      ...[api, database].flatMap(({ port }) => ['--resolve', `${name}:${port}:127.0.0.1`]),
    ],
  );
  expect(exitCode).toBe(0);
  expect(seenOf(rows['api'])).toEqual({
    name: `${name} is 127.0.0.1 by --resolve`,
    connection: expect.stringMatching(/^connected in \d+ ms$/),
    tls: expect.stringMatching(
      /^TLSv1\.3, certificate for inside\.medcor\.test by "Own CA", (19|20) more days \(\d{4}-\d\d-\d\d\)$/,
    ),
    protocol: 'HTTP, answers 200',
  });
  expect(seenOf(rows['broker'])).toMatchObject({ protocol: 'AMQP 0-9-1' });
  expect(seenOf(rows['database'])).toMatchObject({
    protocol: 'PostgreSQL, offers TLS',
    tls: expect.stringContaining('Own CA'),
  });
  expect(stdout).not.toContain('secret42');
  expect(sent.join()).not.toMatch(/authorization|secret42/i);
  expect(sent.length).toBeGreaterThan(0);
});

test('what does not answer is told with the reason and what to do, all within a few seconds', async () => {
  await using expired = await serveTls(await own.issue({ names: [name], days: [-9, -2] }));
  await using silent = await serve(createServer((socket) => void socket.resume()));
  const begun = performance.now();
  const { exitCode, rows } = await reached(
    {
      api: `https://${name}:${expired.port}/`,
      mcp: `http://${silent.host}/`,
      proxy: 'http://no-such-name.invalid/',
      broker: 'amqp://127.0.0.1:1//',
      database: `postgres://${rabbitmq.host}:${rabbitmq.port}/medcor`,
      cache: `redis://${silent.host}/0`,
    },
    ['--ca', 'ca.pem', '--resolve', `${name}:${expired.port}:127.0.0.1`],
  );
  expect(performance.now() - begun).toBeLessThan(9000);
  expect(exitCode).toBe(3);
  expect(Object.fromEntries(Object.entries(rows).map(([surface, { problem }]) => [surface, problem]))).toEqual({
    api: {
      whose: 'target',
      sentence: expect.stringContaining('has expired'),
      toDo: expect.stringContaining('openssl s_client'),
    },
    mcp: {
      whose: 'target',
      sentence: expect.stringContaining('the MCP server does not answer at'),
      toDo: expect.any(String),
    },
    proxy: {
      whose: 'target',
      sentence: expect.stringContaining('cannot be resolved'),
      toDo: expect.stringContaining('--resolve HOST:PORT:ADDRESS'),
    },
    broker: {
      whose: 'target',
      sentence: 'nothing listens at amqp://127.0.0.1:1/',
      toDo: expect.stringContaining('rabbitmq-server.service'),
    },
    database: {
      whose: 'target',
      sentence: expect.stringContaining('does not speak PostgreSQL; it says "AMQP'),
      toDo: expect.any(String),
    },
    cache: { whose: 'target', sentence: expect.stringContaining('Redis does not answer at'), toDo: expect.any(String) },
  });
  expect(seenOf(rows['api'])).toMatchObject({ tls: expect.stringMatching(/by "Own CA", expired on \d{4}-\d\d-\d\d$/) });
});

test('what stands in the way on our own side is told apart', async () => {
  await using wanting = await serveTls(good, { plain: true });
  await using proxy = await openForwardProxy({ admits: 'me:secret42' });
  const { exitCode, stdout, rows } = await reached(
    { api: 'https://api.medcor.test/', mcp: `http://${wanting.host}/` },
    ['--forward-proxy', `http://me:hunter2hunter2@${proxy.host}`],
  );
  expect(exitCode).toBe(3);
  expect(rows['api']).toMatchObject({
    problem: { whose: 'ours', sentence: expect.stringContaining('refuses the user or the password') },
  });
  expect(seenOf(rows['api'])).toEqual({ name: `through the forward proxy http://${proxy.host}` });
  expect(rows['mcp']).not.toHaveProperty('problem');
  expect(stdout).not.toContain('hunter2');
});

test('for a person it is a table and a row for each surface, and nothing is installed', async () => {
  const { exitCode, stdout } = await doctor('--broker', 'amqp://127.0.0.1:1//');
  expect(exitCode).toBe(3);
  expect(stdout).toMatch(/^What of the given addresses can be reached from here\n/);
  expect(stdout).toMatch(/^✗ broker {6}amqp:\/\/127\.0\.0\.1:1\/$/m);
  expect(stdout).toMatch(/^○ cache {7}not offered: no --cache was given$/m);
  expect(stdout).toContain('0 of 1 reached.\nNot reached: broker.\n');
  expect(stdout.match(/^\S (\w+) .*(journeys|load|stack|everything) /gm)?.map((line) => line.split(' ')[1])).toEqual([
    'Node',
    'Chromium',
    'k6',
  ]);
  expect(await doctor('--install', '--broker', 'amqp://127.0.0.1:1//')).toEqual({
    exitCode: 2,
    stdout: '',
    stderr: '--install is for stacks of our own. Ask the doctor of a target without it.\n',
  });
  expect(await doctor('--resolve', 'a:1:127.0.0.1')).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('--resolve is the way to a target'),
  });
});

test('services are asked as checks would ask them, and what keeps us from it is ours', async () => {
  const bin = join(folder, 'bin');
  await mkdir(bin);
  const show = 'Id=a.service\\nLoadState=loaded\\nActiveState=active\\nSubState=running\\n';
  const says = `case "$1" in --version) echo 'systemd 257 (257.13)' ;; *) printf '${show}' ;; esac`;
  const systemctl = join(bin, 'systemctl');
  await writeFile(systemctl, `#!/bin/sh\n${says}\n`, { mode: 0o755 });
  const words = ['--json', '--services', 'this-machine', '--unit', 'a.service'];
  const rowIn = ({ stdout }: { stdout: string }) =>
    doctorSchema.parse(JSON.parse(stdout)).surfaces?.find(({ surface }) => surface === 'services');
  const path = `${bin}:${process.env['PATH']}`;
  const well = await doctorOn(path, words);
  expect(rowIn(well)).toEqual({
    surface: 'services',
    where: 'this machine',
    steps: [{ step: 'protocol', seen: 'systemd 257, knows 1 of 1 units' }],
  });
  expect(well.exitCode).toBe(0);
  await writeFile(
    systemctl,
    `#!/bin/sh\n${says.replace('LoadState=loaded', 'LoadState=not-found').replace('active', 'inactive')}\n`,
  );
  const misspelt = await doctorOn(path, words);
  expect(rowIn(misspelt)).toMatchObject({
    steps: [{ step: 'protocol', seen: 'systemd 257, knows 0 of 1 units' }],
    problem: { sentence: expect.stringMatching(/^there is no a\.service of systemd .* on this machine: misspelt/) },
  });
  expect(misspelt.exitCode).toBe(3);
  await writeFile(systemctl, "#!/bin/sh\necho 'System has not been booted with systemd' >&2; exit 1\n");
  const ill = await doctorOn(path, words);
  expect(rowIn(ill)).toMatchObject({
    problem: { whose: 'ours', sentence: expect.stringContaining('not run by systemd') },
  });
  expect(ill.exitCode).toBe(3);
});
