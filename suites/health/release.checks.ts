import { check } from '../../fixtures/check.ts';

/** Whether all programs come from one release. */
export const releaseChecks = [
  check({
    id: 'health.one-version-answers',
    demand: 'All programs, and all their instances behind one address, must come from one release',
    source: 'guide.one-release-is-deployed',
    severity: 'major',
    tier: 'smoke',
    safety: 'observe',
    needs: ['healthDocuments'],
    after: [],
    defersTo: ['health.api-is-healthy', 'health.mcp-is-healthy', 'health.mcp-is-healthy-behind-the-proxy'],
    remedy:
      'docker-compose -f docker-compose.prod.yml up -d; sudo systemctl restart mcp-server.service; ask each instance by itself with --resolve',
    // One that is healthy now and then is asked again.
    requests: { least: 9, most: 12 },
    refutedBy: { 'mixed-versions': 'two-versions' },
    run: async ({ healthDocuments }) => (await import('./assert-one-version.ts')).assertOneVersion(healthDocuments),
  }),
];
