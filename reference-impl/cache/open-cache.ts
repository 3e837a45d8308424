import type { createClient } from 'redis';
import { within } from '../within.ts';

/**
 * Short-lived copies, one Redis hash a key. Reading and writing never fail and never wait long: without Redis there is merely
 * nothing to read. `ask` does fail.
 */
export type Cache = {
  ask: () => Promise<void>;
  read(key: string, field: string): Promise<string | undefined>;
  write(key: string, field: string, value: string, lifetimeMs: number): Promise<void>;
  forget(key: string): Promise<void>;
  end(): Promise<void>;
};

type Client = ReturnType<typeof createClient>;

const commandMs = 100;
const longestPauseMs = 500;

export function openCache(url: string): Cache {
  let client: Client | undefined;
  let opening: Promise<Client> | undefined;
  let lastError: unknown;

  const open = async (): Promise<Client> => {
    // Loading the package takes longer than all else at start (160-550 ms), so it is loaded when it is first needed.
    const redis = await import('redis');
    const made: Client = redis.createClient({
      url,
      // A command given while Redis is away fails at once instead of waiting for it.
      disableOfflineQueue: true,
      socket: { connectTimeout: 1000, reconnectStrategy: (retries) => Math.min(50 * 2 ** retries, longestPauseMs) },
    });
    client = made;
    const { promise: firstAttempt, resolve } = Promise.withResolvers<void>();
    made.on('error', (error: unknown) => {
      lastError = error;
      resolve();
    });
    made.once('ready', resolve);
    // Settles only when it is connected or ended, having tried again and again.
    made.connect().catch(() => {});
    await firstAttempt;
    return made;
  };

  const opened = (): Promise<Client> => (opening ??= open());

  const attempt = async <Value>(command: (client: Client) => Promise<Value>): Promise<Value | undefined> => {
    const work = opened().then((connected) => (connected.isReady ? command(connected) : undefined));
    return await within(commandMs, work).catch(() => undefined);
  };

  return {
    async ask() {
      const connected = await opened();
      if (!connected.isReady) throw lastError;
      await connected.ping();
    },
    read: async (key, field) => (await attempt((redis) => redis.hGet(key, field))) ?? undefined,
    async write(key, field, value, lifetimeMs) {
      await attempt((redis) => redis.multi().hSet(key, field, value).pExpire(key, lifetimeMs).exec());
    },
    async forget(key) {
      await attempt((redis) => redis.del(key));
    },
    async end() {
      // Also one that still waits for the first word of Redis.
      client?.destroy();
    },
  };
}
