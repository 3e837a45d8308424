import type { Clients } from '../fixtures/clients.ts';
import { openClients } from '../fixtures/open-clients.ts';
import type { OpenClients } from '../harness/open-clients.ts';
import type { Deployment } from '../targets/deployment.ts';

/** A busy machine takes seconds for what takes a tenth of one. */
const patienceMs = 5000;

type Question = (open: OpenClients<Clients>, signal: AbortSignal) => Promise<string | undefined>;

const asked =
  <Need extends keyof Clients>(need: Need, version: (client: Clients[Need]) => Promise<string | undefined>): Question =>
  async (open, signal) => {
    await using opened = await open([need], signal);
    return await version((opened.clients as Clients)[need]);
  };

/** How a service is asked for its version, by the name that it has in a stack of ours. */
const questions: Readonly<Record<string, Question>> = {
  postgres: asked('database', async (database) => (await database.state()).version),
  redis: asked('cache', async (cache) => (await cache.state()).version),
  rabbitmq: asked('broker', async (broker) => (await broker.handshake()).version),
  api: asked('api', async (api) => (await api.health()).version),
  mcp: asked('mcp', async (mcp) => (await mcp.health()).version),
  worker: asked('celery', async (celery) => {
    const { heartbeats } = await celery.heartbeats((await celery.roll()).concerned);
    return [...new Set([...heartbeats.values()].map(({ software }) => software))].toSorted().join(', ') || undefined;
  }),
};

/** The versions that the services of a deployment tell of themselves, by name; one that does not answer within five seconds is absent. */
export async function serviceVersions(deployment: Deployment, signal: AbortSignal): Promise<Record<string, string>> {
  const open = openClients(deployment, undefined, { patienceMs });
  const inTime = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]);
  const told = await Promise.all(
    Object.entries(questions).map(async ([service, question]) => {
      // Why it does not answer is for the checks to tell.
      const version = await question(open, inTime).catch(() => undefined);
      return version === undefined ? [] : [[service, version] as const];
    }),
  );
  return Object.fromEntries(told.flat());
}
