import { readdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { processesIn } from './processes-in.ts';
import { stateRoot } from './state-directory.ts';

const ports = join(stateRoot(), 'ports');
const owner = await readlink(join(ports, String(inject('services').rabbitmq.port)));

test.runIf(process.platform === 'linux')('every port of the services listens on loopback alone', async () => {
  const claimed = await readdir(ports);
  const owners = await Promise.all(claimed.map((port) => readlink(join(ports, port)).catch(() => undefined)));
  const own = new Set(claimed.filter((_, index) => owners[index] === owner).map(Number));
  const listening = (await listeners()).filter(({ port }) => own.has(port));
  // AMQP, management, Erlang's distribution and its register, PostgreSQL.
  expect(new Set(listening.map(({ port }) => port)).size).toBe(5);
  expect(listening.filter(({ address }) => !loopback.has(address))).toEqual([]);
});

test.runIf(process.platform === 'linux')('no service holds anything in /dev/shm', async () => {
  const processes = processesIn(join(stateRoot(), owner));
  expect(processes).not.toEqual([]);
  const maps = await Promise.all(processes.map((pid) => readFile(`/proc/${pid}/maps`, 'utf8').catch(() => '')));
  expect(maps.filter((map) => map.includes('/dev/shm/'))).toEqual([]);
});

/** 127.0.0.1 and ::1. The register of Erlang listens on both whatever it is told. */
const loopback = new Set(['0100007F', '00000000000000000000000001000000']);

/** All listening TCP sockets of this machine; addresses as the kernel writes them. */
async function listeners(): Promise<{ address: string; port: number }[]> {
  const tables = await Promise.all(['tcp', 'tcp6'].map((table) => readFile(`/proc/net/${table}`, 'utf8')));
  return tables
    .flatMap((table) => table.split('\n').slice(1, -1))
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , , state]) => state === '0A')
    .map(([, local = '']) => {
      const [address = '', port = ''] = local.split(':');
      return { address, port: Number.parseInt(port, 16) };
    });
}
