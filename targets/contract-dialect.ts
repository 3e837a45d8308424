import { documentationPath, operations } from '../contract/api.ts';
import { healthPaths } from '../contract/health.ts';
import { contractTasks, defaultQueue } from '../contract/tasks.ts';
import { mcpEndpointPath, proxiedMcpPath, tools } from '../contract/tools.ts';
import type { Dialect } from './deployment.ts';

/** The contract's own names: what a profile that says nothing of its dialect means. */
export const contractDialect: Dialect = {
  queue: defaultQueue,
  tasks: contractTasks,
  healthyWords: ['ok', 'healthy', 'pass', 'up'],
  healthPaths,
  mcpPaths: { direct: mcpEndpointPath, proxied: proxiedMcpPath },
  readTool: { name: tools.listAppointments.name, arguments: tools.listAppointments.exampleArguments },
  documentationPath,
  appointmentsPath: operations.listAppointments.path,
};
