import { mkdir, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createClient } from 'redis';
import type { Stack } from '../stack.ts';
import { delayAnswers } from './delay-answers.ts';
import { endedBy, running, urlOf } from './inflicting.ts';

type Up = Pick<Stack, 'deployment' | 'services'>;

export const cacheFaults = {
  'cache-is-down': async ({ services }: Up) => {
    await running(services, 'redis').stop();
    return endedBy(() => {});
  },

  'cache-cannot-save': async ({ deployment }: Up) => {
    const folder = await inCache(deployment, async (client) => {
      const { dir = '', dbfilename = '' } = await client.configGet(['dir', 'dbfilename']);
      refuseUnlessOurs(dir, deployment);
      const inTheWay = join(dir, dbfilename);
      // Snapshots are wanted, and nobody's writes are refused for want of one: this is a fault of saving alone.
      await client.configSet({ save: '3600 1000000', 'stop-writes-on-bgsave-error': 'no' });
      // A file cannot take the place of a folder.
      await mkdir(inTheWay);
      await client.bgSave();
      while (!(await client.info('persistence')).includes('rdb_last_bgsave_status:err')) await pause(20);
      return inTheWay;
    });
    return endedBy(() => rmdir(folder));
  },

  'cache-is-full': async ({ deployment }: Up) => {
    await limitMemory(deployment, { policy: 'noeviction', share: 0.9 });
    return endedBy(() => {});
  },

  'cache-is-nearly-full': async ({ deployment }: Up) => {
    await limitMemory(deployment, { policy: 'noeviction', share: 1.05 });
    return endedBy(() => {});
  },

  'cache-evicts': async ({ deployment }: Up) => {
    await limitMemory(deployment, { policy: 'allkeys-lru', share: 0.9 });
    return endedBy(() => {});
  },

  // Not the process of Redis, stopped again and again: whether a question meets it standing still would be up to the load of this machine.
  'cache-is-slow': async ({ deployment }: Up) => {
    const way = await delayAnswers(urlOf(deployment.surfaces.cache).href, slowMs);
    return { ...way, deployment: { ...deployment, surfaces: { ...deployment.surfaces, cache: { url: way.address } } } };
  },
};

/** Later than Redis may answer, and soon enough for the handshake before that. */
const slowMs = 400;

/** A folder in a container is not to be found on this machine. */
function refuseUnlessOurs(folder: string, { ledgerDirectory = '' }: Up['deployment']): void {
  if (folder.startsWith(ledgerDirectory)) return;
  throw new Error('The fault cache-cannot-save puts something into the folder of Redis. Use --stack processes.');
}

/** So much that what clients come and go with is nothing to it. */
const fillBytes = 20 * 1024 * 1024;
const valueBytes = 64 * 1024;

/** Fills it, and lets it take this share of what it has taken then. */
async function limitMemory(
  deployment: Up['deployment'],
  { policy, share }: { policy: string; share: number },
): Promise<void> {
  await inCache(deployment, async (client) => {
    const value = 'x'.repeat(valueBytes);
    await Promise.all(
      Array.from({ length: fillBytes / valueBytes }, (_, at) => client.set(`of-somebody:${at}`, value)),
    );
    const [, used = '0'] = /used_memory:(\d+)/.exec(await client.info('memory')) ?? [];
    await client.configSet({ 'maxmemory-policy': policy, maxmemory: String(Math.round(Number(used) * share)) });
    if (policy === 'noeviction') return;
    while ((await usedShare(client)) > 1) await pause(20);
  });
}

async function usedShare(client: Client): Promise<number> {
  const [, used = '0', most = '1'] = /used_memory:(\d+)[^]*\nmaxmemory:(\d+)/.exec(await client.info('memory')) ?? [];
  return Number(used) / Number(most);
}

type Client = ReturnType<typeof newClient>;

const newClient = (url: string) => createClient({ url, maintNotifications: 'disabled' });

async function inCache<Answer>(
  { surfaces }: Up['deployment'],
  work: (client: Client) => Promise<Answer>,
): Promise<Answer> {
  const client = newClient(urlOf(surfaces.cache).href);
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    client.destroy();
  }
}
