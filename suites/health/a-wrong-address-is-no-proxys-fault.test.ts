import { createServer, type RequestListener } from 'node:http';
import { expect, test } from 'vitest';
import { readHealthReport } from '../../fixtures/health/health-report.ts';
import type { HttpAnswer } from '../../fixtures/http/http-answer.ts';
import { serve } from '../../fixtures/testing/serve.ts';
import { Violation } from '../../harness/violation.ts';
import { assertRouted } from './assert-routed.ts';

/** What a server that is not the one that was meant answers at the path of a health check, and what is said of it. */
async function saidOf(listener: RequestListener, judge: (answer: HttpAnswer) => unknown) {
  await using served = await serve(createServer(listener));
  const url = `http://${served.host}/api/health/`;
  const answer = await fetch(url);
  const [contentType = ''] = (answer.headers.get('content-type') ?? '').split(';');
  const told: HttpAnswer = {
    request: `GET ${url}`,
    surface: 'api',
    status: answer.status,
    contentType,
    header: (name) => answer.headers.get(name) ?? undefined,
    text: await answer.text(),
  };
  try {
    judge(told);
    return undefined;
  } catch (error) {
    if (!(error instanceof Violation)) throw error;
    const { cause, remedy } = error.facts;
    return { id: cause.id, sentence: cause.sentence.replace(url, 'URL'), remedy: remedy?.replace(url, 'URL') };
  }
}

const page =
  (status: number, text: string): RequestListener =>
  (_, response) =>
    response
      .writeHead(status, { 'content-type': 'text/html' })
      .end(`<html>${text}<hr><center>nginx/1.26</center></html>`);
const json404: RequestListener = (_, response) =>
  response.writeHead(404, { 'content-type': 'application/json' }).end('{"detail":"Not found."}');
const asHealth = (answer: HttpAnswer) => readHealthReport(answer, ['ok']);

test("another server's nginx has no route of ours to lack", async () => {
  expect(await saidOf(page(404, '404 Not Found'), asHealth)).toMatchObject({
    id: 'no-route',
    sentence:
      'nginx itself answered GET URL with 404: the proxy passes that on to nobody, or the address or its path is not the right one',
  });
  expect(await saidOf(page(404, '404 Not Found'), assertRouted)).toMatchObject({
    id: 'no-route-to-mcp',
    sentence:
      'nginx itself answered GET URL with 404: the proxy lacks a route to the MCP server, or this is not its address',
  });
});

test('another program is asked for its address first, and not for its containers', async () => {
  expect(await saidOf(json404, asHealth)).toEqual({
    id: 'unexpected-status',
    sentence: 'GET URL is answered with 404',
    remedy:
      'curl -i URL; is it the address of this program (surfaces in the profile), and the path of its health check (dialect.healthPaths)?',
  });
});

test('a port for https that is asked over http is told as such', async () => {
  const said = '400 The plain HTTP request was sent to HTTPS port';
  expect(await saidOf(page(400, said), asHealth)).toMatchObject({
    sentence: 'the proxy itself answered GET URL with 400: it speaks https at this address, which begins with http',
  });
});
