import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { askEngine, askEngineFor, type Engine } from '../engine/engine.ts';
import { identityOf, isAlive, type ProcessIdentity } from '../with-processes/process-identity.ts';
import { containersNote } from '../with-processes/state-directory.ts';

/** On everything that we make in an engine: the folder of its owner, and the owner itself with its machine as JSON. */
const ownerLabel = 'medcor-verify.owner';
const identityLabel = 'medcor-verify.owner-process';

export type Labels = Readonly<Record<string, string>>;

export const labelsOf = (owner: string): Labels => ({
  [ownerLabel]: owner,
  [identityLabel]: JSON.stringify({ ...identityOf(process.pid), machine: thisMachine }),
});

/**
 * Lives as long as its installation (machine-id(5)); where there is none, its name. Several machines may share an engine, and whether the
 * owner on another one is alive cannot be seen from here.
 */
const thisMachine = createHash('sha256')
  .update(existsSync('/etc/machine-id') ? readFileSync('/etc/machine-id') : hostname())
  .digest('hex')
  .slice(0, 16);

type Address = Pick<Engine, 'address'>;

/** Notes down in the owner's folder, before they exist, that it has containers, so that they are found when it is gone. */
export const noteContainers = (folder: string, { address }: Address): Promise<void> =>
  writeFile(join(folder, containersNote), JSON.stringify({ address }), { mode: 0o600 });

/** Removes the containers of an owner that is gone, by what it noted down; returns what it removed, in words. */
export async function removeNoted(folder: string, owner: string): Promise<string[]> {
  const note = await readFile(join(folder, containersNote), 'utf8').catch(() => undefined);
  if (note === undefined) return [];
  // An engine that has ended has ended its containers, too; what it remembers of them is swept when it runs again.
  return removeOwned(JSON.parse(note) as Address, owner).catch(() => []);
}

/** Removes what owners of this machine left in an engine who are gone, wherever their folders are: after a reboot they are, too. */
export async function removeOfTheDead(engine: Address): Promise<string[]> {
  const owners = new Map<string, Owner>();
  for (const { Labels } of await everything(engine, [ownerLabel])) {
    const [owner, identity] = [Labels?.[ownerLabel], Labels?.[identityLabel]];
    const known = identity === undefined ? undefined : ownerIn(identity);
    if (owner !== undefined && known !== undefined) owners.set(owner, known);
  }
  const dead = [...owners].filter(([, identity]) => identity.machine === thisMachine && !isAlive(identity));
  const removed = await Promise.all(dead.map(([owner]) => removeOwned(engine, owner)));
  return removed.flat();
}

type Owner = ProcessIdentity & { machine: string };

/** Undefined for what we have not written: anybody may put a label of this name on something of theirs. */
function ownerIn(label: string): Owner | undefined {
  try {
    const said = JSON.parse(label) as Partial<Owner> | null;
    return typeof said?.pid === 'number' && typeof said.boot === 'string' ? (said as Owner) : undefined;
  } catch {
    return undefined;
  }
}

/** All that this owner has in an engine, in words. */
export async function ownedBy(engine: Address, owner: string): Promise<string[]> {
  return (await everything(engine, [`${ownerLabel}=${owner}`])).map(({ kind, name }) => `${kind} ${name}`);
}

/** How long an engine may take for what others remove at the same moment, and for what it was still making for an owner that was killed. */
const patienceMs = 60_000;
const betweenLooksMs = 20;

/** All that has this owner: containers with the volumes that nobody named first, then what they used, until nothing is found any more. */
export async function removeOwned(engine: Address, owner: string): Promise<string[]> {
  const removed = new Set<string>();
  const endsAt = performance.now() + patienceMs;
  for (;;) {
    const found = await everything(engine, [`${ownerLabel}=${owner}`]);
    if (found.length === 0) return [...removed];
    const names = found.map(({ kind, name }) => `${kind} ${name}`);
    if (performance.now() > endsAt)
      throw new Error(`The container engine still has ${names.join(', ')}, which has been removed for a minute.`);
    for (const kind of ['container', 'network', 'volume'] as const) {
      await Promise.all(found.flatMap((one) => (one.kind === kind ? [remove(engine, one)] : [])));
    }
    for (const name of names) removed.add(name);
    await pause(betweenLooksMs);
  }
}

/**
 * 404 and 409: somebody else has removed it, or is about to; a network with a container in it that is on its way out is refused with 403
 * and found again.
 */
async function remove(engine: Address, { kind, id }: Owned): Promise<void> {
  const query = kind === 'container' ? { force: 'true', v: 'true' } : {};
  await askEngine(engine, 'DELETE', `/${kind}s/${id}`, { query, alsoFine: [403, 404, 409] });
}

type Kind = 'container' | 'network' | 'volume';
type Owned = { kind: Kind; id: string; name: string; Labels?: Record<string, string> };
type Listed = { Id: string; Name?: string; Names?: string[]; Labels?: Record<string, string> };

async function everything(engine: Address, label: readonly string[]): Promise<Owned[]> {
  const query = { filters: JSON.stringify({ label }) };
  const [containers, networks, { Volumes }] = await Promise.all([
    askEngineFor<Listed[]>(engine, '/containers/json', { query: { ...query, all: 'true' } }),
    askEngineFor<Listed[]>(engine, '/networks', { query }),
    askEngineFor<{ Volumes: Listed[] | null }>(engine, '/volumes', { query }),
  ]);
  const owned = (kind: Kind, { Id, Name, Names, Labels }: Listed): Owned => ({
    kind,
    id: kind === 'volume' && Name ? Name : Id,
    // Podman gives a container an empty one beside its names.
    name: Name || Names?.[0]?.slice(1) || Id,
    ...(Labels ? { Labels } : {}),
  });
  return [
    ...containers.map((one) => owned('container', one)),
    ...networks.map((one) => owned('network', one)),
    ...(Volumes ?? []).map((one) => owned('volume', one)),
  ];
}
