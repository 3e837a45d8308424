import { describe, expect, test } from 'vitest';
import { proxyThatAnswered } from '../../fixtures/http/proxy-that-answered.ts';
import { assertAnswersMany } from './assert-answers-many.ts';
import { assertHostRefused } from './assert-host-refused.ts';
import { assertNoDebugPage } from './assert-no-debug-page.ts';
import { outcomeOf } from './testing/outcome-of.ts';
import { answerOf, pagesOfProxies } from './testing/pages-of-proxies.ts';

const proxies = Object.entries(pagesOfProxies);
const healthy = { status: 200, contentType: 'application/json', text: '{"status":"ok"}' };
const djangos404 = {
  status: 404,
  contentType: 'text/html',
  text: '\n<!doctype html>\n<html lang="en">\n<head>\n  <title>Not Found</title>\n</head>\n<body>\n  <h1>Not Found</h1><p>The requested resource was not found on this server.</p>\n</body>\n</html>\n',
};
const ownPage = { status: 404, contentType: 'text/html', text: '<html><body>Here is nothing.</body></html>' };
const headers = { 'referrer-policy': 'same-origin' };

describe.each(proxies)('%s', (proxy, page) => {
  test('is known by its page', () => {
    expect(proxyThatAnswered(answerOf({ status: 404, ...page(404) }))).toBe(proxy);
  });

  test('says nothing of pages for developers', async () => {
    const answer = answerOf({ status: 404, ...page(404) });
    expect(await outcomeOf(() => assertNoDebugPage(answer, async () => answerOf(healthy)))).toBe('skipped');
  });

  test('refuses a strange host by no 503, and is to blame for 502', async () => {
    const askedWith = (status: number) => async () => answerOf({ status, ...page(status) });
    // It has no other word than 404 for a host that it does not know.
    if (proxy === 'Traefik' || proxy === 'ingress-nginx') return;
    expect(await outcomeOf(() => assertHostRefused(askedWith(503)))).toBe('skipped');
    expect(await outcomeOf(() => assertHostRefused(askedWith(500)))).toBe('skipped');
    expect(await outcomeOf(() => assertHostRefused(askedWith(421)))).toBe('passed');
    expect(await outcomeOf(() => assertHostRefused(askedWith(502)))).toBe('fails-instead-of-refusing');
  });
});

test.each<[string, Parameters<typeof answerOf>[0], Parameters<typeof answerOf>[0], string]>([
  [
    'a refusal in JSON',
    { status: 404, contentType: 'application/json', text: '{"detail":"Not Found"}' },
    healthy,
    'passed',
  ],
  ["Django's own page", djangos404, healthy, 'passed'],
  ['a page of the team, with the headers of the framework', { ...ownPage, headers }, { ...healthy, headers }, 'passed'],
  ['a page of nobody knows whom', ownPage, { ...healthy, headers }, 'skipped'],
  ['an empty refusal', { status: 404 }, healthy, 'skipped'],
])('%s where nothing is', async (_, nowhere, health, outcome) => {
  expect(await outcomeOf(() => assertNoDebugPage(answerOf(nowhere), async () => answerOf(health)))).toBe(outcome);
});

test.each<[number, string]>([
  [400, 'passed'],
  [409, 'passed'],
  [421, 'passed'],
  [401, 'any-host-is-served'],
  [429, 'skipped'],
  [200, 'any-host-is-served'],
  [500, 'fails-instead-of-refusing'],
  [503, 'fails-instead-of-refusing'],
])('a program that answers %d to a strange host', async (status, outcome) => {
  expect(await outcomeOf(() => assertHostRefused(async () => answerOf({ ...healthy, status })))).toBe(outcome);
});

test.each<[string, Parameters<typeof answerOf>[0][], string]>([
  ['all are answered', [healthy], 'passed'],
  ['a limit refuses half', [healthy, { status: 429 }], 'skipped'],
  [
    'nginx says 503 to some, and others fail',
    [healthy, { status: 503, ...pagesOfProxies.nginx(503) }, { status: 500 }],
    'fails-when-many-ask',
  ],
  ['a limit refuses some, and others fail', [healthy, { status: 429 }, { status: 500 }], 'fails-when-many-ask'],
  [
    'no server is free behind HAProxy',
    [healthy, { status: 503, ...pagesOfProxies.HAProxy(503) }],
    'fails-when-many-ask',
  ],
  ['the program itself says 503', [healthy, { ...healthy, status: 503 }], 'fails-when-many-ask'],
  ['nginx finds no server', [healthy, { status: 502, ...pagesOfProxies.nginx(502) }], 'fails-when-many-ask'],
])('many at once: %s', async (_, answers, outcome) => {
  let asked = 0;
  const ask = async () => answerOf(answers[asked++ % answers.length] as Parameters<typeof answerOf>[0]);
  expect(await outcomeOf(() => assertAnswersMany(ask))).toBe(outcome);
});

test('many at once: a 503 of nginx is its limit, or all that an overloaded program leaves, and nobody can tell', async () => {
  const answers = [healthy, { status: 503, ...pagesOfProxies.nginx(503) }, { status: 429 }, healthy];
  let asked = 0;
  const ask = async () => answerOf(answers[asked++ % answers.length] ?? healthy);
  await expect(assertAnswersMany(ask)).rejects.toThrow(
    /^Nobody can tell why nginx refuses 5 of 20 asks at once \(503 /,
  );
});
