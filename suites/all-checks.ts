import type { Clients } from '../fixtures/clients.ts';
import type { Check } from '../harness/check.ts';
import { validateChecks } from '../harness/validate-checks.ts';
import { apiChecks } from './api/api.checks.ts';
import { healthChecks } from './health/health.checks.ts';
import { journeysChecks } from './journeys/journeys.checks.ts';
import { loadChecks } from './load/load.checks.ts';
import { mcpChecks } from './mcp/mcp.checks.ts';
import { queueChecks } from './queue/queue.checks.ts';

/** Everything that can be asked, in reading order. */
export const allChecks = validateChecks<Check<Clients>>([
  ...healthChecks,
  ...apiChecks,
  ...mcpChecks,
  ...queueChecks,
  ...journeysChecks,
  ...loadChecks,
]);
