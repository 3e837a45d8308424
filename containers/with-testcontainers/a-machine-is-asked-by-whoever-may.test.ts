import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { guideUnits } from '../../contract/services.ts';
import { openClients } from '../../fixtures/open-clients.ts';
import type { Clients } from '../../fixtures/clients.ts';
import type { Services } from '../../targets/services.ts';
import { machineImage } from '../images/machine-image.ts';
import { type Machine, openMachine } from './open-machine.ts';
import { ownEngine } from './test-harness/own-engine.ts';

let machine: Machine;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'medcor-ways-'));
  machine = await openMachine({ engine: await ownEngine(), image: machineImage('trixie') });
}, 120_000);
afterAll(async () => {
  await machine[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const own = (): Services => {
  const { services } = machine.deployment;
  return services && 'on' in services ? services : expect.fail('a machine of our own can be asked');
};

/** Hands out the clients of this way to the machine. */
async function askedBy<Answer>(
  services: Services,
  work: (clients: Pick<Clients, 'units' | 'containers'>) => Promise<Answer>,
): Promise<Answer> {
  const open = openClients({ ...machine.deployment, services: { ...own(), ...services } });
  await using opened = await open(['units', 'containers'], new AbortController().signal);
  return await work(opened.clients as Pick<Clients, 'units' | 'containers'>);
}

/** Our configuration of ssh with these lines in the place of its own. */
async function sshConfigWith(lines: Readonly<Record<string, string>>): Promise<string> {
  const ours = await readFile(own().sshConfig ?? '', 'utf8');
  const changed = ours.split('\n').map((line) => {
    const word = line.trim().split(' ')[0] ?? '';
    return word in lines ? `  ${word} ${lines[word]}` : line;
  });
  const file = join(await mkdtemp(join(folder, 'ssh-')), 'config');
  await writeFile(file, changed.join('\n'));
  return file;
}

const states = ({ units }: Pick<Clients, 'units'>) => units.states();
const errors = async ({ units }: Pick<Clients, 'units'>) => units.errors((await units.states()).units);

test('the user that may sees all units, the journal back to their start, and the containers', async () => {
  const told = await askedBy(own(), async (clients) => ({
    units: (await states(clients)).units.map(({ name, active, startedAt }) => [
      name,
      active,
      startedAt instanceof Date,
    ]),
    errors: await errors(clients),
    containers: (await clients.containers.states()).containers
      .map(({ service, status }) => `${service} ${status}`)
      .sort(),
  }));
  expect(told).toEqual({
    units: guideUnits.map((name) => [name, 'active', true]),
    errors: guideUnits.map((name) => ({ name, errors: 0, isAll: true, reachesStart: true })),
    containers: ['migrate exited', 'web running', 'worker running'],
  });
});

test('a stranger sees how units are, and neither the journal nor the containers: told as what we lack', async () => {
  const services = { ...own(), sshConfig: await sshConfigWith({ User: 'stranger' }) };
  expect((await askedBy(services, states)).units.map(({ active }) => active)).toEqual(['active', 'active', 'active']);
  await expect(askedBy(services, errors)).rejects.toThrow("this user sees nothing of the system's journal");
  await expect(askedBy(services, ({ containers }) => containers.states())).rejects.toThrow(
    'this user may not speak to the container engine',
  );
});

test('on the machine itself the same is seen, with no way between', async () => {
  const { container } = machine.services['machine'] ?? {};
  const bin = await mkdtemp(join(folder, 'bin-'));
  for (const program of ['systemctl', 'journalctl', 'date']) {
    await writeFile(
      join(bin, program),
      `#!/bin/sh\nexec docker exec ${container?.id} env LC_ALL=C TZ=UTC ${program} "$@"\n`,
    );
    await chmod(join(bin, program), 0o755);
  }
  const pathBefore = process.env['PATH'];
  process.env['PATH'] = `${bin}:${pathBefore}`;
  try {
    const here = { on: 'this-machine' } as const;
    const [local, remote] = [await askedBy(here, states), await askedBy(own(), states)];
    expect(local.units).toEqual(remote.units);
    expect(await askedBy(here, errors)).toEqual(await askedBy(own(), errors));
    const containers = await askedBy(here, (clients) => clients.containers.states());
    expect(containers.containers).toHaveLength(3);
  } finally {
    process.env['PATH'] = pathBefore;
  }
});

test.for<[string, Record<string, string>, string]>([
  ['whose host key nobody has looked at', { UserKnownHostsFile: '/dev/null' }, 'is not known here, and we accept none'],
  ['that lets our key in nowhere', { IdentityFile: '/dev/null' }, 'lets this user in by none of its keys'],
  ['at a port where nothing listens', { Port: '1' }, 'nothing listens for ssh at own-machine'],
  ['of a name that nobody knows', { HostName: 'nowhere.invalid' }, 'the name of own-machine cannot be resolved'],
  ['by a configuration with an error', { IdentitiesOnly: 'perhaps' }, 'ssh cannot use its configuration'],
])('a machine %s cannot be asked, and nothing is said of it', async ([, lines, sentence]) => {
  const asked = askedBy({ ...own(), sshConfig: await sshConfigWith(lines) }, states);
  await expect(asked).rejects.toThrow(sentence);
  await expect(asked).rejects.not.toHaveProperty('facts');
});

test('a host key that has changed is told apart', async () => {
  const knownHosts = join(folder, 'other-known-hosts');
  const [name = ''] = (await readFile(join(machine.deployment.ledgerDirectory ?? '', 'known-hosts'), 'utf8')).split(
    ' ',
  );
  const other = await readFile(join(machine.deployment.ledgerDirectory ?? '', 'ssh-key.pub'), 'utf8');
  await writeFile(knownHosts, `${name} ${other}`);
  const asked = askedBy({ ...own(), sshConfig: await sshConfigWith({ UserKnownHostsFile: knownHosts }) }, states);
  await expect(asked).rejects.toThrow('shows another host key than the one that is known here');
});

test('a journal of which the beginning is gone still counts what is left', async () => {
  await machine.run(
    'sh',
    '-c',
    'journalctl --rotate && journalctl --vacuum-time=1s; sleep 1.5; journalctl --vacuum-time=1s',
  );
  const told = await askedBy(own(), errors);
  expect(told.map(({ reachesStart }) => reachesStart)).toEqual([false, false, false]);
});
