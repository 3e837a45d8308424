import { staff, tellOfStaging } from './ask-staging.ts';
import { beside, blackHole, mcpServer, nowhere, type Failures } from './stand-ins.ts';

const api = `http://${nowhere}/`;
const page = 'journeys.documentation-lists-operations';
const queue = 'queue.has-a-consumer';
const broker = 'health.broker-accepts-connections';

/** What is told where something is missing or in the way on our side, or where a check was not asked at all. */
export const failuresOfOurs: Failures = {
  'chromium-is-missing': () =>
    tellOfStaging(page, { surfaces: { api } }, { variables: { CHROMIUM_PATH: '/nowhere/chromium' } }),
  'k6-is-missing': () =>
    tellOfStaging('load.health-does-not-fail', { surfaces: { api } }, { variables: { K6_BIN: '/nowhere/k6' } }),
  'we-have-no-identity': () => tellOfStaging('api.appointments-are-listed', { surfaces: { api } }),
  'we-cannot-make-an-expired-token': () =>
    beside(mcpServer({}), (host) =>
      tellOfStaging('mcp.refuses-an-expired-token', { surfaces: { mcp: `http://${host}/` }, identities: { staff } }),
    ),
  'somebody-interrupted-the-run': () =>
    tellOfStaging('health.api-is-healthy', { surfaces: { api } }, { signal: AbortSignal.abort() }),
  'the-run-is-out-of-time': () =>
    beside(blackHole(), (host) =>
      tellOfStaging('health.api-is-healthy', { surfaces: { api: `http://${host}/` } }, { runDeadlineMs: 1000 }),
    ),
  'what-it-builds-on-is-red': () =>
    tellOfStaging(queue, { surfaces: { broker: `amqp://${nowhere}//` } }, { alongside: [broker] }),
  'the-target-does-not-offer-it': () => tellOfStaging(queue, {}),
};
