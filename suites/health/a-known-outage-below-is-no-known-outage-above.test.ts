import { expect, test } from 'vitest';
import { unlessHeldUp } from '../../fixtures/testing/unless-held-up.ts';
import { deploymentAt } from '../hostile/ask-hostile.ts';
import { beside, blackHole, says } from '../testing/stand-ins.ts';
import { isBroken, toldOf } from '../testing/told-of.ts';

const database = 'health.database-answers';
const [mcp, proxied] = ['health.mcp-is-healthy', 'health.mcp-is-healthy-behind-the-proxy'] as const;
const programs = ['health.api-is-healthy', mcp];

test('a database that cannot be asked from here, as is known, is no word on programs that say nothing', async () => {
  await beside(blackHole(), async (host) => {
    const surfaces = { api: `http://${host}/`, mcp: `http://${host}/`, database: `postgres://u:p@${host}/d` };
    const waivers = [
      { check: database, cause: 'timed-out', reason: 'a firewall stands before it', until: '2999-01-01' },
    ];
    const asked = { only: [database, ...programs], patienceMs: 500 };
    const { failed, known } = await unlessHeldUp(() => toldOf({ ...deploymentAt(surfaces), waivers }, asked), isBroken);
    expect(failed).toEqual(Object.fromEntries([database, ...programs].map((id) => [id, 'timed-out'])));
    expect(known).toEqual([database]);
  });
});

test('an MCP server that cannot be asked past the proxy, as is known, is no word on one that says nothing over it', async () => {
  await beside(blackHole(), async (host) => {
    const surfaces = { mcp: `http://${host}/`, proxy: `http://${host}/` };
    const waivers = [{ check: mcp, cause: 'timed-out', reason: 'a firewall stands before it', until: '2999-01-01' }];
    const asked = { only: [mcp, proxied], patienceMs: 500 };
    const told = await unlessHeldUp(() => toldOf({ ...deploymentAt(surfaces), waivers }, asked), isBroken);
    expect(told).toMatchObject({ failed: { [mcp]: 'timed-out', [proxied]: 'timed-out' }, known: [mcp] });
  });
});

test.for<[string, past: number, over: number, cause: string, known: string[]]>([
  ['another status than the known one', 400, 500, 'unexpected-status', [mcp]],
  ['as is known of it past the proxy', 401, 401, 'token-wanted', [mcp, proxied]],
])('over the proxy the MCP server answers %s', async ([, past, over, cause, known]) => {
  const waivers = [{ check: mcp, cause, reason: 'it is asked by its address', until: '2999-01-01' }];
  await beside(says({ status: past, body: {} }), (direct) =>
    beside(says({ status: over, body: {} }), async (proxy) => {
      const surfaces = { mcp: `http://${direct}/`, proxy: `http://${proxy}/` };
      const asked = { only: [mcp, proxied], patienceMs: 500 };
      const told = await unlessHeldUp(() => toldOf({ ...deploymentAt(surfaces), waivers }, asked), isBroken);
      expect(told).toMatchObject({ failed: { [mcp]: cause, [proxied]: cause }, known });
    }),
  );
});
