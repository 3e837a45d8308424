import { check } from '../../fixtures/check.ts';
import { proxyReadTimeoutMs } from '../../contract/proxy.ts';
import { keepAliveMs } from '../../contract/tools.ts';
import { NotOffered } from '../../harness/not-offered.ts';
import { Violation } from '../../harness/violation.ts';

/** Some of it passes until the stream begins. */
const silenceMs = proxyReadTimeoutMs - 5000;

const statusAndLogs = 'sudo systemctl status mcp-server.service; sudo journalctl -u mcp-server.service -n 50';

/** Whether the MCP server keeps its protocol, its tools and its door. */
export const mcpChecks = [
  check({
    id: 'mcp.speaks-a-known-era',
    demand:
      'The MCP endpoint must open in a protocol era that clients speak (2026-07-28, or the handshake up to 2025-11-25)',
    source: 'https://modelcontextprotocol.io/specification/2026-07-28/basic/versioning',
    severity: 'critical',
    tier: 'smoke',
    safety: 'observe',
    needs: ['mcp', 'identities'],
    after: [],
    restsOn: ['health.mcp-is-healthy'],
    remedy: `${statusAndLogs}; curl -i -X POST http://localhost:8001/`,
    requests: { least: 1, most: 4 },
    refutedBy: { 'mcp-answers-html': 'answers-html' },
    run: async ({ mcp, identities }) => {
      const { protocolVersion } = await mcp.negotiate(await identities.token({ audience: 'mcp' }));
      return { protocolVersion };
    },
  }),
  check({
    id: 'mcp.read-tool-keeps-its-schema',
    demand: 'The read-only tool must be listed, and must answer a member of staff as its schema promises',
    source: 'guide.mcp-offers-tools',
    severity: 'critical',
    tier: 'smoke',
    safety: 'observe',
    needs: ['mcp', 'identities'],
    after: ['mcp.speaks-a-known-era'],
    restsOn: ['health.database-answers'],
    remedy: `compare what the tool returns with the output schema that it declares and with contract/api.ts; ${statusAndLogs}`,
    requests: { least: 3, most: 25 },
    refutedBy: { 'tool-breaks-its-schema': 'result-breaks-its-schema' },
    run: async ({ mcp, identities }) => {
      const session = await mcp.negotiate(await identities.token({ audience: 'mcp' }));
      const listed = await mcp.listTools(session);
      const tool = listed.find(({ name }) => name === mcp.readTool.name);
      if (!tool) {
        throw new Violation({
          expected: `a tool "${mcp.readTool.name}" among those listed`,
          actual: listed.map(({ name }) => name).join(', ') || 'no tool at all',
          cause: { id: 'tool-missing', sentence: `the MCP server does not offer the tool "${mcp.readTool.name}"` },
          remedy:
            'deploy the release that has the tool and sudo systemctl restart mcp-server.service; if the tool has another name here, say so in the profile (dialect.readTool)',
        });
      }
      const { assertToolResult } = await import('./assert-tool-result.ts');
      assertToolResult(tool, await mcp.callReadTool(session));
    },
  }),
  check({
    id: 'mcp.refuses-a-missing-token',
    demand: 'The MCP endpoint must refuse with 401 a tool call that carries no token',
    source: 'guide.mcp-demands-jwt',
    severity: 'critical',
    tier: 'smoke',
    safety: 'probe',
    needs: ['mcp', 'identities'],
    // Its positive control: the same call with a valid token.
    after: ['mcp.read-tool-keeps-its-schema'],
    remedy:
      'take the MCP server off the network (sudo systemctl stop mcp-server.service) until it asks for tokens again',
    requests: { least: 3, most: 6 },
    refutedBy: { 'mcp-lets-anyone-in': 'served-without-token' },
    run: async ({ mcp, identities }) => {
      const session = await mcp.negotiate(await identities.token({ audience: 'mcp' }));
      const control = await mcp.callReadTool(session);
      const answer = await mcp.callReadTool({ ...session, token: undefined });
      const { assertRefused } = await import('./assert-refused.ts');
      assertRefused(answer, { control, call: 'a tool call without a token', servedCause: 'served-without-token' });
    },
  }),
  check({
    id: 'mcp.refuses-an-expired-token',
    demand: 'The MCP endpoint must refuse with 401 a tool call whose token has expired',
    source: 'guide.mcp-demands-jwt',
    severity: 'critical',
    tier: 'smoke',
    safety: 'probe',
    needs: ['mcp', 'identities', 'expiredTokens'],
    // Its positive control: the same call with a valid token.
    after: ['mcp.read-tool-keeps-its-schema'],
    remedy: `make the MCP server verify "exp" of each token, and compare its clock (timedatectl); ${statusAndLogs}`,
    requests: { least: 3, most: 6 },
    refutedBy: { 'expired-tokens-accepted': 'served-with-expired-token' },
    run: async ({ mcp, identities, expiredTokens }) => {
      const expired = await expiredTokens.token({ audience: 'mcp' });
      const session = await mcp.negotiate(await identities.token({ audience: 'mcp' }));
      const control = await mcp.callReadTool(session);
      const answer = await mcp.callReadTool({ ...session, token: expired });
      const call = 'a tool call with a token that expired an hour ago';
      const { assertRefused } = await import('./assert-refused.ts');
      assertRefused(answer, { control, call, servedCause: 'served-with-expired-token' });
    },
  }),
  check({
    id: 'mcp.endpoint-needs-no-trailing-slash',
    demand:
      'The proxy should pass a POST to the MCP endpoint on without its closing slash too: clients follow no redirect of a POST',
    source: 'guide.mcp-behind-nginx',
    severity: 'major',
    tier: 'smoke',
    safety: 'observe',
    needs: ['mcpBehindProxy', 'identities'],
    after: ['mcp.speaks-a-known-era'],
    restsOn: ['health.mcp-endpoint-answers-behind-the-proxy'],
    remedy:
      'beside "location /mcp/" add "location = /mcp" with the same proxy_pass; sudo nginx -t && sudo systemctl reload nginx',
    requests: { least: 1, most: 4 },
    refutedBy: { 'guide-nginx-file': 'redirected' },
    run: async ({ mcpBehindProxy, identities }) => {
      await mcpBehindProxy.withoutClosingSlash().negotiate(await identities.token({ audience: 'mcp' }));
    },
  }),
  check({
    id: 'mcp.streams-pass-the-proxy',
    demand: 'The proxy must pass on what a stream brings when it comes, and not when the stream ends',
    source: 'guide.mcp-behind-nginx',
    severity: 'major',
    tier: 'full',
    safety: 'observe',
    needs: ['mcp', 'mcpBehindProxy', 'identities'],
    after: ['mcp.speaks-a-known-era'],
    restsOn: ['health.mcp-endpoint-answers-behind-the-proxy'],
    defersTo: ['mcp.silent-streams-stay-open'],
    remedy:
      'in the location of the MCP server set proxy_buffering off, take proxy_ignore_headers X-Accel-Buffering out, and text/event-stream out of gzip_types; sudo nginx -T | grep -A20 "location /mcp"; sudo nginx -t && sudo systemctl reload nginx',
    requests: { least: 4, most: 12 },
    leastMs: keepAliveMs,
    // Some servers say only every 15 s that a stream lives.
    deadlineMs: 25_000,
    refutedBy: { 'proxy-buffers-streams': 'stream-kept-back', 'proxy-compresses-streams': 'stream-kept-back' },
    run: async ({ mcp, mcpBehindProxy, identities }) => {
      const token = await identities.token({ audience: 'mcp' });
      const session = await mcpBehindProxy.negotiate(token);
      if (session.era === 'legacy') {
        throw new NotOffered('the MCP server speaks an era without streams that stay open (before 2026-07-28)');
      }
      const { assertStreamsPass } = await import('./assert-streams-pass.ts');
      // Without a way past the proxy `mcp` goes over it too.
      const direct = mcpBehindProxy.getDirectHealth && (await mcp.negotiate(token));
      return assertStreamsPass(() => mcpBehindProxy.followStream(session), direct && (() => mcp.followStream(direct)));
    },
  }),
  check({
    id: 'mcp.silent-streams-stay-open',
    demand: 'The proxy must bear an answer of the MCP server on which nothing comes for close to 120 seconds',
    source: 'guide.mcp-has-time-behind-nginx',
    severity: 'major',
    tier: 'deep',
    safety: 'observe',
    needs: ['mcp', 'mcpBehindProxy', 'identities'],
    after: ['mcp.speaks-a-known-era'],
    restsOn: ['health.mcp-endpoint-answers-behind-the-proxy'],
    remedy:
      'set proxy_read_timeout 120s in the location of the MCP server, and the like at each balancer before it (idle timeout); sudo nginx -T | grep -A20 "location /mcp"; sudo nginx -t && sudo systemctl reload nginx',
    requests: { least: 4, most: 15 },
    leastMs: silenceMs,
    deadlineMs: proxyReadTimeoutMs + 15_000,
    refutedBy: { 'proxy-ends-silent-streams': 'silence-not-borne' },
    run: async ({ mcp, mcpBehindProxy, identities }) => {
      const token = await identities.token({ audience: 'mcp' });
      const session = await mcpBehindProxy.negotiate(token);
      // Without a way past the proxy `mcp` goes over it too.
      const direct = mcpBehindProxy.getDirectHealth && (await mcp.negotiate(token));
      const { assertSilenceIsBorne } = await import('./assert-silence-is-borne.ts');
      const { leftAloneMs = silenceMs } = mcpBehindProxy;
      return assertSilenceIsBorne(
        (atMostMs = leftAloneMs) => mcpBehindProxy.holdStream(session, atMostMs),
        direct && (() => mcp.holdStream(direct, leftAloneMs)),
      );
    },
  }),
];
