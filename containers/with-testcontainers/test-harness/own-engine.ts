import { readEnvironment } from '../../../targets/read-environment.ts';
import { askEngineFor, type Engine } from '../../engine/engine.ts';
import { requireEngine } from '../../engine/start-daemon.ts';

export const ownEngine = (): Promise<Engine> => requireEngine(readEnvironment(), () => undefined);

/** Containers, networks and volumes that a process has in an engine, by name. */
export async function inEngine(engine: Engine, { pid }: { pid: number | undefined }): Promise<string[]> {
  const query = { all: 'true', filters: JSON.stringify({ label: ['medcor-verify.owner'] }) };
  const [containers, networks, { Volumes }] = await Promise.all([
    askEngineFor<{ Names: string[] }[]>(engine, '/containers/json', { query }),
    askEngineFor<{ Name: string }[]>(engine, '/networks', { query }),
    askEngineFor<{ Volumes: { Name: string }[] | null }>(engine, '/volumes', { query }),
  ]);
  return [
    ...containers.flatMap(({ Names }) => Names),
    ...networks.map(({ Name }) => Name),
    ...(Volumes ?? []).map(({ Name }) => Name),
  ].filter((name) => name.includes(`${pid}-`));
}
