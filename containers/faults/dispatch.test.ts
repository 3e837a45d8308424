import { expect, test } from 'vitest';
import { onThisMachine, referencePlan } from '../with-processes/plan.ts';
import { guideServer, ourServer, serverWithoutMcp } from '../nginx/server-blocks.ts';
import { changed, inflictions, programFaultOf } from './dispatch.ts';
import { runningFaults } from './running-faults.ts';

const healthy = referencePlan({
  ...onThisMachine({ api: 20_001, mcp: 20_002 }),
  urls: { database: 'postgres://u:p@127.0.0.1:20003/d', cache: 'redis://:p@127.0.0.1:20004/0', broker: 'amqp://b' },
  signingKey: 'key',
  build: { VERSION: '1', COMMIT: 'c' },
});

test('a fault of a plan changes one thing in it', () => {
  expect(changed(healthy, 'api-cannot-reach-cache')).toEqual({
    ...healthy,
    api: { ...healthy.api, environment: { ...healthy.api.environment, REDIS_URL: 'redis://:p@127.0.0.1:1/0' } },
  });
  expect(changed(healthy, 'mcp-cannot-reach-database')).toEqual({
    ...healthy,
    mcp: { ...healthy.mcp, environment: { ...healthy.mcp.environment, DATABASE_URL: 'postgres://u:p@127.0.0.1:1/d' } },
  });
  expect(changed(healthy, 'mixed-versions')).toEqual({
    ...healthy,
    mcp: { ...healthy.mcp, environment: { ...healthy.mcp.environment, VERSION: '0.0.9', COMMIT: '3f2a91c' } },
  });
  expect(changed(healthy, 'mcp-route-missing')).toEqual({ ...healthy, nginx: serverWithoutMcp });
  expect(changed(healthy, 'guide-nginx-file')).toEqual({ ...healthy, nginx: guideServer });
  expect(healthy.nginx).toBe(ourServer);
});

test('a fault of another kind leaves the plan as it is', () => {
  for (const fault of [undefined, 'worker-frozen', 'worker-loses-result'] as const) {
    expect(changed(healthy, fault)).toBe(healthy);
  }
});

test('only a fault of a program is told to the programs', () => {
  expect(programFaultOf('worker-loses-result')).toBe('worker-loses-result');
  for (const fault of [undefined, 'worker-frozen', 'mcp-route-missing'] as const) {
    expect(programFaultOf(fault)).toBeUndefined();
  }
});

test('a fault that shows only under another one comes with it', () => {
  expect(programFaultOf('health-hides-database')).toBe('health-hides-database');
  expect(inflictions('health-hides-database')).toEqual([runningFaults['database-refuses-connections']]);
});
