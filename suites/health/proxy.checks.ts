import { bodyBeyondReasonBytes } from '../../contract/proxy.ts';
import { check } from '../../fixtures/check.ts';

/** Whether the proxy protects what stands behind it. That it routes is what the checks of the API and of the MCP server tell. */
export const proxyChecks = [
  check({
    id: 'health.proxy-tells-no-version',
    demand:
      'The proxy should not tell which version of which program answers, neither in headers nor on its error pages',
    source: 'contract.proxy-protects-programs',
    severity: 'minor',
    tier: 'full',
    safety: 'observe',
    needs: ['proxy'],
    after: [],
    defersTo: ['health.api-is-healthy', 'health.mcp-is-healthy-behind-the-proxy'],
    remedy:
      'set server_tokens off (nginx), hide the header of the programs (proxy_hide_header); sudo nginx -t && sudo systemctl reload nginx',
    requests: { least: 2, most: 2 },
    refutedBy: { 'proxy-tells-its-version': 'version-told' },
    run: async ({ proxy }) => {
      const { leaveToWhoGoesThere } = await import('./leave-to-who-goes-there.ts');
      const passedOn = await leaveToWhoGoesThere(proxy, proxy.getPassedOn());
      const nonsense = await leaveToWhoGoesThere(proxy, proxy.getNonsense());
      (await import('./assert-tells-no-version.ts')).assertTellsNoVersion(passedOn, nonsense);
    },
  }),
  check({
    id: 'health.proxy-limits-bodies',
    demand: 'The proxy must refuse a body beyond all reason (a terabyte, announced and not sent) with 413',
    source: 'contract.proxy-protects-programs',
    severity: 'major',
    tier: 'full',
    safety: 'probe',
    needs: ['proxy'],
    after: [],
    defersTo: ['health.api-is-healthy', 'health.mcp-is-healthy-behind-the-proxy'],
    remedy:
      'set client_max_body_size to what the largest upload needs (nginx; 0 means no limit); sudo nginx -T | grep client_max_body_size',
    requests: { least: 1, most: 1 },
    refutedBy: { 'proxy-takes-any-body': 'any-body-taken' },
    run: async ({ proxy }) => {
      const { leaveToWhoGoesThere } = await import('./leave-to-who-goes-there.ts');
      const announced = await leaveToWhoGoesThere(proxy, proxy.announceBody(bodyBeyondReasonBytes));
      (await import('./assert-refuses-bodies.ts')).assertRefusesBodies(announced, bodyBeyondReasonBytes);
    },
  }),
  check({
    id: 'health.certificate-lasts',
    demand: 'The certificate of the proxy should last for two weeks, or a sixth of its time, and be trusted until then',
    source: 'contract.proxy-protects-programs',
    severity: 'minor',
    tier: 'full',
    safety: 'observe',
    needs: ['certificate'],
    after: [],
    // One that is not trusted is told by those.
    defersTo: ['health.api-is-healthy', 'health.mcp-is-healthy-behind-the-proxy'],
    remedy:
      'sudo certbot renew; systemctl list-timers (what renews it); openssl s_client -connect HOST:443 </dev/null | openssl x509 -noout -dates',
    shownByFaultsAlone: true,
    requests: { least: 1, most: 2 },
    refutedBy: { 'certificate-ends-soon': 'certificate-ends-soon' },
    run: async ({ certificate }) => {
      const { assertCertificateLasts } = await import('./assert-certificate-lasts.ts');
      const { leaveToWhoGoesThere } = await import('./leave-to-who-goes-there.ts');
      const read = () => leaveToWhoGoesThere(certificate, certificate.read());
      return assertCertificateLasts({ ...certificate, read });
    },
  }),
];
