import type { UpService, UpStack } from './with-processes/up-notes.ts';
import { frozenProcesses, usageOfProcess } from './with-processes/process-usage.ts';

/**
 * What a running service takes, as far as it can be told: bytes of memory, milliseconds since its start; whether somebody has stopped it,
 * or a part of it, in the middle of whatever it does; and how one that has ended did.
 */
export type Usage = { memoryBytes?: number; upMs?: number; frozen?: Frozen; ended?: string };

/** Which of its processes were stopped by SIGSTOP, or that its engine has paused all of them. */
export type Frozen = { by: 'SIGSTOP'; processes: number[] } | { by: 'engine' };

/** Of each service of a stack that stays, by name. */
export async function usageOf({
  services,
  engine,
}: Pick<UpStack, 'services' | 'engine'>): Promise<Record<string, Usage>> {
  const usages = await Promise.all(
    services.map(async (service): Promise<[string, Usage]> => [service.name, await ofOne(service, engine)]),
  );
  return Object.fromEntries(usages);
}

/** Which services of a stack that stays are frozen, by name; of what an engine does not tell nothing is said. */
export async function frozenServices({
  services,
  engine,
}: Pick<UpStack, 'services' | 'engine'>): Promise<Record<string, Frozen>> {
  const found = await Promise.all(
    services.map(async (service): Promise<[string, Frozen][]> => {
      const { frozen } = await frozenOne(service, engine);
      return frozen ? [[service.name, frozen]] : [];
    }),
  );
  return Object.fromEntries(found.flat());
}

async function frozenOne(service: UpService, engine: UpStack['engine']): Promise<Pick<Usage, 'frozen'>> {
  if (!service.running) return {};
  if (service.container === undefined || engine === undefined) return frozenProcesses(service);
  const { frozenContainer } = await import('./with-testcontainers/container-usage.ts');
  return frozenContainer(engine, service.container.id).catch(() => ({}));
}

async function ofOne(service: UpService, engine: UpStack['engine']): Promise<Usage> {
  if (service.container === undefined || engine === undefined) return usageOfProcess(service);
  const { usageOfContainer } = await import('./with-testcontainers/container-usage.ts');
  // An engine that has ended has ended its containers, too.
  return usageOfContainer(engine, service.container.id).catch(() => ({}));
}
