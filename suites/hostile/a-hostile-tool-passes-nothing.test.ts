import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { mcpWithOddTools } from '../../fixtures/testing/hostile/mcp-with-odd-tools.ts';
import { serveApart, type ServedApart } from '../../fixtures/testing/hostile/serve-apart.ts';
import { askHostile } from './ask-hostile.ts';
import { expectCivil } from './expect-civil.ts';

const servers: Record<keyof typeof mcpWithOddTools, string> = {
  toolsWithoutEnd: 'endless-list-of-tools',
  toolsOfAnotherShape: 'no-list-of-tools',
  noTools: 'tool-missing',
  resultIsNull: 'no-json-rpc-answer',
  resultIsEmpty: 'tool-fails',
  numbersAsStrings: 'result-breaks-its-schema',
  resultTooDeep: 'nested-too-deep',
  answerToAnotherQuestion: 'no-json-rpc-answer',
  twoResults: 'ambiguous-json',
  patternThatBacktracks: 'schema-too-costly',
  schemaInACircle: 'schema-too-costly',
  streamWithoutEnd: 'too-large',
  streamOfOthers: 'no-json-rpc-answer',
  streamThatIsNotUtf8: 'not-utf-8',
  callAnswersHtml: 'answers-html',
  callRefused: 'token-refused',
  callRedirected: 'redirected',
  callPacked: 'compressed-unasked',
  callWithoutEnd: 'too-large',
  callServedAsHtml: 'wrong-content-type',
};

let apart: ServedApart;
beforeAll(async () => {
  apart = await serveApart();
});
afterAll(() => apart[Symbol.asyncDispose]());

describe.concurrent.for(Object.entries(servers))('an MCP server called %s', ([name, cause]) => {
  test('passes what it does as it should, and no more', async () => {
    const url = `http://${apart.host(`mcp ${name}`)}/`;
    const run = await askHostile({ surfaces: { mcp: url, proxy: url } });
    expectCivil(run);
    // The refusals of bad tokens stand behind the tool: they are not asked.
    expect(run.told).toEqual({
      'health.mcp-is-healthy': 'passed',
      'health.mcp-is-healthy-behind-the-proxy': 'passed',
      'health.mcp-endpoint-answers-behind-the-proxy': 'passed',
      'mcp.speaks-a-known-era': 'passed',
      'mcp.read-tool-keeps-its-schema': cause,
      'mcp.endpoint-needs-no-trailing-slash': 'passed',
    });
  });
});
