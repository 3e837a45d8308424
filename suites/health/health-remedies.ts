import type { dependenciesOf } from '../../contract/health.ts';
import type { ViolationFacts } from '../../harness/violation.ts';

export type Diagnosis = Pick<ViolationFacts, 'cause' | 'remedy'>;

type Program = keyof typeof dependenciesOf;

/** What to do about each thing that a health document can tell. */
export const remedies = {
  /** The dependency answers us, or is not offered to us: what differs is how the program reaches it. */
  dependencyUnreachable: (program: Program, dependency: string): string => {
    const address = addresses.get(dependency);
    const compare =
      address === undefined ? '' : `compare ${address} in its environment with where the ${dependency} is; `;
    return `${compare}docker-compose ps; ${logs[program]}`;
  },
  saysUnhealthy: (program: Program): string => `${logs[program]}; and let its health document name what is down`,
  versionMissing:
    'let the health document say its "version" or "commit", or take expectedVersion out of the target\'s profile',
  anotherVersion: (program: Program): string =>
    `${restart[program]}; if it then still says so, deploy again, or correct expectedVersion in the target's profile`,
};

/** The variables by which the guide's services know each other. */
const addresses = new Map([
  ['database', 'DATABASE_URL'],
  ['cache', 'REDIS_URL'],
  ['broker', 'CELERY_BROKER_URL'],
]);

const logs: Record<Program, string> = {
  api: 'docker-compose logs --tail=50 web',
  mcp: 'sudo journalctl -u mcp-server.service -n 50',
};

const restart: Record<Program, string> = {
  api: 'docker-compose -f docker-compose.prod.yml up -d',
  mcp: 'sudo systemctl restart mcp-server.service',
};
