import { channel } from 'node:diagnostics_channel';
import { createServer, request } from 'node:http';
import { expect, inject, test } from 'vitest';
import { openStack } from '../containers/with-processes/open-stack.ts';
import type { Clients } from '../fixtures/clients.ts';
import { brokerConnections } from '../fixtures/broker/broker-connections.ts';
import { openClients } from '../fixtures/open-clients.ts';
import { serve } from '../fixtures/testing/serve.ts';
import type { Check } from '../harness/check.ts';
import type { Exchange } from '../harness/exchange.ts';
import { requestsOf } from '../harness/plan-run.ts';
import { runChecks } from '../harness/run-checks.ts';
import { readEnvironment } from '../targets/read-environment.ts';
import type { Deployment } from '../targets/deployment.ts';
import { allChecks } from './all-checks.ts';
import { keepLedger } from './keep-ledger.ts';
import { runnersFor } from './runners.ts';

const isRunHere = (check: Check<Clients>) => !('runner' in check);
const smoke = allChecks.filter(({ tier }) => tier === 'smoke');

/** Web requests as undici sends them, whoever notes them; what passes by other protocols as the clients note it. */
async function sentBy(checks: readonly Check<Clients>[], deployment: Deployment) {
  let web = 0;
  // What checks share is evidence of each of them, and was sent once.
  const other = new Set<Exchange>();
  const count = () => void (web += 1);
  channel('undici:request:create').subscribe(count);
  const ledger = keepLedger({ deployment, environment: readEnvironment(), safety: 'canary' });
  await using connections = brokerConnections();
  const open = openClients(deployment, ledger.open, { connections });
  const results = await runChecks<Clients>({
    checks,
    runners: {},
    redact: (text) => text,
    open: async (needs, signal) => {
      const opened = await open(needs, signal);
      const end = async () => {
        await opened[Symbol.asyncDispose]();
        for (const exchange of opened.exchanges?.() ?? []) if (exchange.protocol !== 'http') other.add(exchange);
      };
      return { ...opened, [Symbol.asyncDispose]: end };
    },
  });
  channel('undici:request:create').unsubscribe(count);
  await ledger.settle(undefined);
  return { verdict: [...new Set(results.map(({ verdict }) => verdict))].join(', '), sent: web + other.size };
}

// One of them leaves a stream alone for close to the guide's 120 s.
const inAll = { timeout: 300_000 };

test('a check of a healthy system sends as much as it says, and smoke at most 50 requests in all', inAll, async () => {
  await using stack = await openStack({ services: inject('services') });
  const sent: Record<string, unknown> = {};
  for (const check of allChecks.filter(isRunHere)) sent[check.id] = await sentBy([check], stack.deployment);

  const said = allChecks
    .filter(isRunHere)
    .map(({ id, requests, shownByFaultsAlone }) => [
      id,
      shownByFaultsAlone ? { verdict: 'skipped', sent: 0 } : { verdict: 'passed', sent: requests.least },
    ]);
  expect(sent).toEqual(Object.fromEntries(said));

  // A connection that they share is made once.
  const together = smoke.filter(isRunHere);
  const { least } = requestsOf(together);
  expect(await sentBy(together, stack.deployment)).toEqual({ verdict: 'passed', sent: least });
  expect(requestsOf(smoke).least).toBeLessThanOrEqual(50);
});

/** Passes web requests on to a server, and counts them. */
async function countingRelay(to: string) {
  let count = 0;
  const server = createServer((asked, answer) => {
    count += 1;
    const { method, headers } = asked;
    const passed = request(new URL(asked.url ?? '/', to), { method, headers }, (came) => {
      answer.writeHead(came.statusCode ?? 502, came.headers);
      came.pipe(answer);
    });
    asked.pipe(passed);
  });
  const { host, [Symbol.asyncDispose]: end } = await serve(server);
  return { url: `http://${host}/`, count: () => count, [Symbol.asyncDispose]: end };
}

test('so does a journey in a browser', async () => {
  await using stack = await openStack({ services: inject('services') });
  const { deployment } = stack;
  const { api } = deployment.surfaces;
  await using relay = await countingRelay('url' in api ? api.url : '');
  const relayed = { ...deployment, surfaces: { ...deployment.surfaces, api: { url: relay.url } } };
  const runners = runnersFor({
    deployment: relayed,
    directory: 'reports/out/vitest-counted',
    environment: readEnvironment(),
  });
  for (const check of allChecks.filter((each) => 'runner' in each && each.runner === 'journeys')) {
    const before = relay.count();
    const [result] = await runChecks({
      checks: [check],
      runners,
      redact: (text) => text,
      open: openClients(relayed),
    });
    expect({ verdict: result?.verdict, sent: relay.count() - before }).toEqual({
      verdict: 'passed',
      sent: check.requests.least,
    });
  }
});
