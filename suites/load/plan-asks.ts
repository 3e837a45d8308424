import type { LoadScenario } from '../../contract/load.ts';
import type { Asking } from '../../fixtures/asked.ts';
import { openHttpClient } from '../../fixtures/http/http-client.ts';
import { type WebAddress, webAddress } from '../../fixtures/http/web-address.ts';
import { identitiesOf } from '../../fixtures/identities.ts';
import { inEra, type Session } from '../../fixtures/mcp/eras.ts';
import { mcpClient } from '../../fixtures/mcp/mcp-client.ts';
import { NotOffered } from '../../harness/not-offered.ts';
import type { Deployment, SurfaceName } from '../../targets/deployment.ts';
import type { LoadAsks } from './load-plan.ts';

/** What a scenario asks of a deployment; its end takes back what it opened there. */
export type PlannedAsk = AsyncDisposable & { asks: LoadAsks };

/** Throws `NotOffered` where the target lacks the surface, a Violation where it lets nobody in, an Error where no token can be had. */
export async function planAsk(scenario: LoadScenario, deployment: Deployment, asking: Asking): Promise<PlannedAsk> {
  const { dialect } = deployment;
  switch (scenario) {
    case 'health': {
      const { url, headers } = addressOf(deployment, 'api', dialect.healthPaths.api);
      return withoutEnd({ health: { url, headers, healthyWords: dialect.healthyWords } });
    }
    case 'list': {
      // Here and below the token takes the place of credentials in the address.
      const { url } = addressOf(deployment, 'api', dialect.appointmentsPath);
      return withoutEnd({ list: { url, token: await identitiesOf(deployment).token({ audience: 'api' }) } });
    }
    case 'mcp-tool': {
      const { url } = addressOf(deployment, 'mcp', dialect.mcpPaths.direct);
      const token = await identitiesOf(deployment).token({ audience: 'mcp' });
      const { session, end } = await openSession(url, { deployment, token, ...asking });
      return { asks: { 'mcp-tool': { url, session, tool: dialect.readTool } }, [Symbol.asyncDispose]: end };
    }
  }
}

const withoutEnd = (asks: LoadAsks): PlannedAsk => ({ asks, async [Symbol.asyncDispose]() {} });

function addressOf({ surfaces }: Deployment, name: SurfaceName, path: string): WebAddress {
  const surface = surfaces[name];
  if ('notOffered' in surface) throw new NotOffered(surface.notOffered);
  return webAddress(new URL(path.replace(/^\//, ''), surface.url).href);
}

async function openSession(
  url: string,
  { deployment, token, signal, note }: Asking & { deployment: Deployment; token: string },
): Promise<{ session: Session; end: () => Promise<void> }> {
  const { connection } = deployment;
  const who = 'the MCP server';
  await using http = openHttpClient({ who, baseUrl: url, signal, connection, ...(note && { note }) });
  const paths = { endpoint: '', health: deployment.dialect.healthPaths.mcp };
  const session = await mcpClient(http, { paths, dialect: deployment.dialect }).negotiate(token);
  return {
    session,
    async end() {
      if (session.sessionId === undefined) return;
      await using closing = openHttpClient({
        who,
        baseUrl: url,
        signal: new AbortController().signal,
        connection,
      });
      const { headers } = inEra(session, { id: 0, method: 'session/end' });
      // A server may refuse to end a session; it ends by itself then.
      await closing.delete('', { headers }).catch(() => undefined);
    },
  };
}
