import { apiChecks } from './api.checks.ts';
import { brokerChecks } from './broker.checks.ts';
import { cacheChecks } from './cache.checks.ts';
import { databaseChecks } from './database.checks.ts';
import { mcpChecks } from './mcp.checks.ts';
import { proxyChecks } from './proxy.checks.ts';
import { releaseChecks } from './release.checks.ts';
import { servicesChecks } from './services.checks.ts';
import { workerChecks } from './worker.checks.ts';

/** Whether everything that a deployment consists of is there, from the bottom up. Whoever lists the checks need not load what judges answers. */
export const healthChecks = [
  ...brokerChecks,
  ...databaseChecks,
  ...cacheChecks,
  ...workerChecks,
  ...apiChecks,
  ...mcpChecks,
  ...proxyChecks,
  ...servicesChecks,
  ...releaseChecks,
];
