import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { hostileWeb } from '../../fixtures/testing/hostile/catalogue.ts';
import { serveApart, type ServedApart } from '../../fixtures/testing/hostile/serve-apart.ts';
import { serve } from '../../fixtures/testing/serve.ts';
import { askHostile } from './ask-hostile.ts';
import { expectCivil } from './expect-civil.ts';

/** The cause of each check that meets the server, where they differ: of the two programs' health, of a list and of an MCP endpoint. */
type Causes = string | { health?: string; mcpHealth?: string; list?: string; endpoint?: string; else?: string };

/** Health is asked without a token, the others with one. */
const refusal = { health: 'token-wanted', else: 'token-refused' };
/** The API's is told by both programs: neither is reached. */
const proxy = { health: 'proxy-reaches-nothing', mcpHealth: 'proxy-error-page', else: 'proxy-error-page' };
const otherShape = { health: 'not-a-health-document', list: 'list-breaks-its-schema', endpoint: 'no-json-rpc-answer' };

const servers: Record<keyof typeof hostileWeb, Causes> = {
  empty200: 'empty-answer',
  empty204: 'unexpected-status',
  empty401: refusal,
  empty404: 'unexpected-status',
  empty429: 'unexpected-status',
  empty500: 'unexpected-status',
  // A health document may come with 503.
  empty503: { health: 'empty-answer', else: 'unexpected-status' },
  page200: 'answers-html',
  page401: refusal,
  page404: 'html-error-page',
  page500: 'html-error-page',
  page503: 'html-error-page',
  nginx404: 'no-route',
  nginx502: proxy,
  nginx503: proxy,
  redirectInACircle: 'redirected',
  redirectToALogin: 'redirected',
  redirectToAnotherHost: 'redirected',
  redirectToNoAddress: 'redirected',
  body: 'too-large',
  hundredMegabytesAnnounced: 'too-large',
  oneHeader: 'headers-too-large',
  headers: 'headers-too-large',
  trailers: 'headers-too-large',
  statusLine: 'too-large',
  interimAnswers: 'too-large',
  chunkExtension: 'too-large',
  chunksOfOneByte: 'too-large',
  gzipBomb: 'compressed-unasked',
  brotliBomb: 'compressed-unasked',
  deflateBomb: 'compressed-unasked',
  packedTwice: 'compressed-unasked',
  healthyButPacked: 'compressed-unasked',
  bombThatSaysNothingOfIt: 'not-utf-8',
  packedAndSaysNothingOfIt: 'not-utf-8',
  closing: 'connection-reset',
  resetting: 'connection-reset',
  chunksCutShort: 'answer-cut-short',
  noLastChunk: 'answer-cut-short',
  chunkOfNoSize: 'answer-malformed',
  lengthTooLong: 'answer-cut-short',
  lengthTooShort: 'json-cut-short',
  twoLengths: 'wrong-length',
  lengthBelowZero: 'answer-malformed',
  textCutShort: 'json-cut-short',
  resetInTheMiddle: 'answer-cut-short',
  anotherProtocol: 'not-http',
  interimAnswerUnasked: 'answer-malformed',
  nothing: otherShape,
  list: otherShape,
  number: otherShape,
  word: otherShape,
  emptyObject: otherShape,
  statusIsANumber: otherShape,
  statusIsAnObject: otherShape,
  prototypeKeys: otherShape,
  deepList: 'nested-too-deep',
  deepObject: 'nested-too-deep',
  longWord: { ...otherShape, health: 'says-unhealthy' },
  longNames: { ...otherShape, health: 'dependency-unreachable-from-api', mcpHealth: 'dependency-unreachable-from-mcp' },
  keyTwice: 'ambiguous-json',
  brokenUtf8: 'not-utf-8',
  utf16: 'not-json',
  nearlyJson: 'not-json',
  servedAsHtml: 'wrong-content-type',
  servedAsText: 'wrong-content-type',
  servedAsBytes: 'wrong-content-type',
};

let apart: ServedApart;
beforeAll(async () => {
  apart = await serveApart();
});
afterAll(() => apart[Symbol.asyncDispose]());

const askAt = async (host: string) => {
  const url = `http://${host}/`;
  const run = await askHostile({ surfaces: { api: url, mcp: url, proxy: url } });
  expectCivil(run);
  return run.told;
};

/** What is a whole answer and no refusal, where nothing is, says nothing of pages for developers. */
const answersOf200 = new Set<string>([
  ...Object.values(otherShape),
  'empty-answer',
  'answers-html',
  'redirected',
  'says-unhealthy',
  'dependency-unreachable-from-api',
  'nested-too-deep',
  'ambiguous-json',
  'json-cut-short',
  'not-json',
  'not-utf-8',
  'wrong-content-type',
]);

/** Refusals without a word too much, of which nothing shows that the program itself wrote them. */
const refusals: Readonly<Record<string, string | undefined>> = {
  empty401: undefined,
  empty404: undefined,
  empty429: undefined,
  page401: undefined,
  page404: undefined,
  nginx404: undefined,
  // No refusal either.
  empty204: undefined,
  // Its health document is empty, and this is a failure like another.
  empty503: 'unexpected-status',
};

describe.concurrent.for(Object.entries(servers))('a server called %s', ([name, causes]) => {
  const {
    health,
    mcpHealth,
    list,
    endpoint,
    else: otherwise = '',
  } = typeof causes === 'string' ? { else: causes } : causes;

  test('passes nothing where it is all there is', async () => {
    expect(await askAt(apart.host(`web ${name}`))).toEqual({
      'health.api-is-healthy': health ?? otherwise,
      'health.mcp-is-healthy': mcpHealth ?? health ?? otherwise,
    });
  });

  test('passes nothing but its own health where that is in order', async () => {
    const whole = answersOf200.has(list ?? otherwise) ? undefined : otherwise;
    const nowhere = name in refusals ? refusals[name] : whole;
    expect(await askAt(apart.host(`facade ${name}`))).toEqual({
      'health.api-is-healthy': 'passed',
      'health.api-document-is-never-kept': 'passed',
      'health.api-answers-head': 'passed',
      'health.api-document-tells-no-secrets': 'passed',
      ...(nowhere === undefined ? {} : { 'health.api-shows-no-debug-page': nowhere }),
      // It answers everybody alike.
      'health.api-refuses-unknown-hosts': 'any-host-is-served',
      'health.api-answers-many-at-once': 'passed',
      'health.mcp-is-healthy': 'passed',
      'health.mcp-is-healthy-behind-the-proxy': 'passed',
      // It is asked without a token, as health is.
      'health.mcp-endpoint-answers-behind-the-proxy': causes === refusal ? refusal.health : (endpoint ?? otherwise),
      'api.appointments-are-listed': list ?? otherwise,
      'mcp.speaks-a-known-era': endpoint ?? otherwise,
    });
  });
});

test('a closed port passes nothing', async () => {
  const { host, ...closed } = await serve(createServer());
  await closed[Symbol.asyncDispose]();
  expect(await askAt(host)).toEqual({
    'health.api-is-healthy': 'connection-refused',
    'health.mcp-is-healthy': 'connection-refused',
  });
});
