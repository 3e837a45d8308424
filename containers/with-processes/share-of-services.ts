import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ServiceAddresses } from '../stack.ts';

/** What a stack has in services that others share: a database and a virtual host of this name. */
type Share = { services: ServiceAddresses; name: string };

const shareFile = 'share-of-services.json';

/** Notes it down before it exists, so that it is found when its owner is gone. */
export const noteShare = (folder: string, share: Share): Promise<void> =>
  writeFile(join(folder, shareFile), JSON.stringify(share), { mode: 0o600 });

/** Removes the share of an owner that is gone; returns what it removed, in words. Services that are gone too have taken it along. */
export async function removeShare(folder: string): Promise<string[]> {
  const note = await readFile(join(folder, shareFile), 'utf8').catch(() => undefined);
  if (note === undefined) return [];
  const { services, name } = JSON.parse(note) as Share;
  // Loaded only now: most sweeps find nothing of the kind.
  const [{ dropDatabase }, { deleteVirtualHost }] = await Promise.all([
    import('./administer-postgres.ts'),
    import('./administer-rabbitmq.ts'),
  ]);
  const [database, virtualHost] = await Promise.allSettled([
    dropDatabase(services.postgres, name),
    deleteVirtualHost(services.rabbitmq, name),
  ]);
  return [
    ...(database.status === 'fulfilled' ? [`database ${name}`] : []),
    ...(virtualHost.status === 'fulfilled' ? [`virtual host ${name}`] : []),
  ];
}
