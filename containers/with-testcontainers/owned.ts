import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { askEngine, askEngineFor, type Engine } from '../engine/engine.ts';
import { identityOf, isAlive, type ProcessIdentity } from '../with-processes/process-identity.ts';
import { containersNote } from '../with-processes/state-directory.ts';

/** On everything that we make in an engine: the folder of its owner, and the owner itself as JSON. */
const ownerLabel = 'medcor-verify.owner';
const identityLabel = 'medcor-verify.owner-process';

export type Labels = Readonly<Record<string, string>>;

export const labelsOf = (owner: string): Labels => ({
  [ownerLabel]: owner,
  [identityLabel]: JSON.stringify(identityOf(process.pid)),
});

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

/** Removes what owners left in an engine who are gone, wherever their folders are: after a reboot they are, too. */
export async function removeOfTheDead(engine: Address): Promise<string[]> {
  const owners = new Map<string, ProcessIdentity>();
  for (const { Labels } of await everything(engine, [ownerLabel])) {
    const [owner, identity] = [Labels?.[ownerLabel], Labels?.[identityLabel]];
    if (owner !== undefined && identity !== undefined) owners.set(owner, JSON.parse(identity) as ProcessIdentity);
  }
  const dead = [...owners].filter(([, identity]) => !isAlive(identity));
  const removed = await Promise.all(dead.map(([owner]) => removeOwned(engine, owner)));
  return removed.flat();
}

/** All that this owner has in an engine, in words. */
export async function ownedBy(engine: Address, owner: string): Promise<string[]> {
  return (await everything(engine, [`${ownerLabel}=${owner}`])).map(({ kind, name }) => `${kind} ${name}`);
}

/** All that has this owner: containers with the volumes that nobody named first, then what they used. */
export async function removeOwned(engine: Address, owner: string): Promise<string[]> {
  const found = await everything(engine, [`${ownerLabel}=${owner}`]);
  const remove = async (kind: Kind): Promise<string[]> => {
    const these = found.filter((one) => one.kind === kind);
    const query = kind === 'container' ? { force: 'true', v: 'true' } : undefined;
    await Promise.all(
      // 404 and 409: somebody else removes it at this very moment.
      these.map(({ id }) =>
        askEngine(engine, 'DELETE', `/${kind}s/${id}`, { ...(query ? { query } : {}), alsoFine: [404, 409] }),
      ),
    );
    return these.map(({ name }) => `${kind} ${name}`);
  };
  const containers = await remove('container');
  return [...containers, ...(await remove('network')), ...(await remove('volume'))];
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
