import { readFile } from 'node:fs/promises';
import { askEngineFor, type Engine } from '../engine/engine.ts';
import { isOnThisMachine } from '../engine/is-on-this-machine.ts';
import type { Usage } from '../usage.ts';
import { frozenAmong, memoryOfAll, treeOf } from '../with-processes/process-usage.ts';

type Inspected = {
  State: { Running: boolean; Paused: boolean; Pid: number; StartedAt: string; ExitCode: number; OOMKilled: boolean };
};
type Statistics = { memory_stats: { usage?: number; stats?: { inactive_file?: number } } };

/** By the engine's word; memory as `docker stats` tells it, without what merely lies in the cache of files. */
export async function usageOfContainer(engine: Engine, id: string): Promise<Usage> {
  const { State } = await askEngineFor<Inspected>(engine, `/containers/${id}/json`);
  if (!State.Running) {
    return { ended: `it ended with exit code ${State.ExitCode}${State.OOMKilled ? ', out of memory' : ''}` };
  }
  const memoryBytes = (await isCountedByItself(State.Pid, id))
    ? await memoryByControlGroup(engine, id)
    : memoryOfAll(treeOf(State.Pid));
  return {
    ...(await frozenIn(engine, State)),
    upMs: Date.now() - Date.parse(State.StartedAt),
    ...(memoryBytes === 0 ? {} : { memoryBytes }),
  };
}

/** Whether it stands still, as a whole or in a part; what has ended does not. */
export async function frozenContainer(engine: Engine, id: string): Promise<Pick<Usage, 'frozen'>> {
  const { State } = await askEngineFor<Inspected>(engine, `/containers/${id}/json`);
  return State.Running ? frozenIn(engine, State) : {};
}

async function frozenIn(engine: Engine, { Paused, Pid }: Inspected['State']): Promise<Pick<Usage, 'frozen'>> {
  if (Paused) return { frozen: { by: 'engine' } };
  return (await isOnThisMachine(engine)) ? frozenAmong(treeOf(Pid)) : {};
}

/** Engines without root that may make no control groups tell the memory of the whole machine: their containers are in everybody's. */
const isCountedByItself = (pid: number, id: string): Promise<boolean> =>
  readFile(`/proc/${pid}/cgroup`, 'utf8').then(
    (groups) => groups.includes(id),
    // On another machine.
    () => true,
  );

async function memoryByControlGroup(engine: Engine, id: string): Promise<number> {
  const query = { stream: 'false', 'one-shot': 'true' };
  const { memory_stats: memory } = await askEngineFor<Statistics>(engine, `/containers/${id}/stats`, { query });
  if (memory.usage === undefined) return memoryOfProcesses(engine, id);
  return memory.usage - (memory.stats?.inactive_file ?? 0);
}

/** Where the kernel does not count the memory of containers: of its processes, what they share counted in each. */
async function memoryOfProcesses(engine: Engine, id: string): Promise<number> {
  // Podman would look for a ps in the container for the other form, which Docker alone knows.
  const query = { ps_args: engine.name.startsWith('Podman') ? 'pid,rss' : '-o pid,rss' };
  const { Processes } = await askEngineFor<{ Processes: string[][] }>(engine, `/containers/${id}/top`, { query });
  return Processes.reduce((sum, [, kilobytes]) => sum + Number(kilobytes) * 1024, 0);
}
