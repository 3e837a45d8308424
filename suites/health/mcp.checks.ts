import { check } from '../../fixtures/check.ts';

/** Whether the MCP server is well, asked directly and behind the proxy. */
export const mcpChecks = [
  check({
    id: 'health.mcp-is-healthy',
    demand: 'The MCP server must call itself and every dependency that it lists healthy, in the expected version',
    source: 'guide.mcp-answers-health',
    severity: 'critical',
    tier: 'smoke',
    safety: 'observe',
    needs: ['mcp'],
    after: [],
    defersTo: ['health.database-answers', 'health.cache-answers'],
    remedy:
      'sudo systemctl status mcp-server.service; sudo journalctl -u mcp-server.service -n 50; curl -v http://localhost:8001/health/',
    requests: { least: 1, most: 1 },
    refutedBy: {
      'mcp-cannot-reach-database': 'database-unreachable-from-mcp',
      'mixed-versions': 'another-version',
    },
    run: async ({ mcp }) => {
      const { askMcp } = await import('./proxy-or-program.ts');
      const report = await askMcp(mcp);
      const { assertHealthy } = await import('./assert-healthy.ts');
      const { below } = await import('./told-below.ts');
      const { expectedVersion, own } = mcp;
      return assertHealthy(report, { program: 'mcp', who: 'the MCP server', expectedVersion, own, lower: below.mcp });
    },
  }),
  check({
    id: 'health.mcp-is-healthy-behind-the-proxy',
    demand: 'The MCP server must answer its health check through the proxy; 404 is no answer',
    source: 'guide.mcp-behind-nginx',
    severity: 'critical',
    tier: 'smoke',
    safety: 'observe',
    needs: ['mcpBehindProxy'],
    after: [],
    defersTo: ['health.mcp-is-healthy', 'health.api-is-healthy', 'health.database-answers', 'health.cache-answers'],
    remedy:
      'sudo nginx -T | grep -A3 "location /mcp"; sudo nginx -t && sudo systemctl reload nginx; curl -i http://localhost/mcp/health/',
    requests: { least: 1, most: 2 },
    refutedBy: { 'mcp-route-missing': 'no-route-to-mcp' },
    run: async ({ mcpBehindProxy }) => {
      const { asHealthOfMcp, askProxiedMcp } = await import('./proxy-or-program.ts');
      const report = await askProxiedMcp(mcpBehindProxy);
      const { assertHealthy } = await import('./assert-healthy.ts');
      const { below } = await import('./told-below.ts');
      const { expectedVersion, own } = mcpBehindProxy;
      return assertHealthy(report, {
        program: 'mcp',
        who: 'the MCP server behind the proxy',
        expectedVersion,
        own,
        lower: below.mcp,
        alsoTold: (cause) => [asHealthOfMcp([cause])],
      });
    },
  }),
  check({
    id: 'health.mcp-endpoint-answers-behind-the-proxy',
    demand: 'The MCP endpoint must open in its protocol, or ask for a token, for whoever comes through the proxy',
    source: 'guide.mcp-behind-nginx',
    severity: 'critical',
    tier: 'smoke',
    safety: 'observe',
    needs: ['mcpBehindProxy'],
    after: ['health.mcp-is-healthy-behind-the-proxy'],
    remedy:
      'sudo nginx -T | grep -A12 "location /mcp"; sudo nginx -t && sudo systemctl reload nginx; curl -i -X POST http://localhost/mcp/',
    requests: { least: 1, most: 4 },
    refutedBy: { 'proxy-takes-only-gets': 'proxy-error-page', 'mcp-answers-html': 'answers-html' },
    run: async ({ mcpBehindProxy }) => {
      const version = await mcpBehindProxy.openAsStranger();
      return { endpoint: version === undefined ? 'asks for a token' : `speaks ${version}` };
    },
  }),
];
