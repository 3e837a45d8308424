import { askEngineFor, type Engine } from '../engine/engine.ts';
import type { Usage } from '../usage.ts';
import { isStopped } from '../with-processes/process-identity.ts';

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
  const query = { stream: 'false', 'one-shot': 'true' };
  const { memory_stats: memory } = await askEngineFor<Statistics>(engine, `/containers/${id}/stats`, { query });
  return {
    ...(State.Paused ? { frozen: 'paused' } : isStopped(State.Pid) ? { frozen: 'stopped' } : {}),
    upMs: Date.now() - Date.parse(State.StartedAt),
    memoryBytes:
      memory.usage === undefined
        ? await memoryOfProcesses(engine, id)
        : memory.usage - (memory.stats?.inactive_file ?? 0),
  };
}

/** Where the kernel does not count the memory of containers: of its processes, what they share counted in each. */
async function memoryOfProcesses(engine: Engine, id: string): Promise<number> {
  const query = { ps_args: '-o pid,rss' };
  const { Processes } = await askEngineFor<{ Processes: string[][] }>(engine, `/containers/${id}/top`, { query });
  return Processes.reduce((sum, [, kilobytes]) => sum + Number(kilobytes) * 1024, 0);
}
