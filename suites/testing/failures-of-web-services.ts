import { createServer as createTlsServer } from 'node:https';
import type { Server } from 'node:net';
import { makeAuthority } from '../../targets/testing/certificate-authority.ts';
import { staff, tellOfStaging, type Staging } from './ask-staging.ts';
import { beside, blackHole, mcpServer, nginxPage, nowhere, says, type Failures } from './stand-ins.ts';

const health = 'health.api-is-healthy';
const list = 'api.appointments-are-listed';
const era = 'mcp.speaks-a-known-era';
const tool = 'mcp.read-tool-keeps-its-schema';
const identities = { staff };

/** What is told of an API, a proxy or an MCP server that does this to its callers. */
export const failuresOfWebServices: Failures = {
  'the-api-is-not-there': () => tellOfStaging(health, { surfaces: { api: `http://${nowhere}/` } }),
  'the-name-of-the-api-is-unknown': () => tellOfStaging(health, { surfaces: { api: 'http://api.staging.invalid/' } }),
  'the-certificate-of-the-api-is-trusted-by-nobody': async () => {
    const authority = await makeAuthority('somebody');
    const { certificate: cert, key } = await authority.issue({ names: ['127.0.0.1'] });
    return beside(createTlsServer({ cert, key }), (host) =>
      tellOfStaging(health, { surfaces: { api: `https://${host}/` } }),
    );
  },
  'the-api-answers-with-a-page': () => apiThat(says({ body: page('Welcome') }), health),
  'the-proxy-cannot-reach-the-api': () => apiThat(says({ status: 502, body: nginxPage('502 Bad Gateway') }), health),
  'the-api-answers-nothing': () => apiThat(says({ type: 'application/json' }), health),
  'the-api-answers-another-document': () => apiThat(says({ body: { hello: 'world' } }), health),
  'the-api-calls-itself-down': () => apiThat(says({ status: 503, body: { status: 'down' } }), health),
  'the-api-sends-us-elsewhere': () =>
    apiThat(says({ status: 302, headers: { location: 'https://login.example.org/?next=/api/health/' } }), health),
  'the-api-fails': () => apiThat(says({ status: 500, body: page('Server Error (500)') }), health),
  'the-api-says-no-version': () => apiThat(says({ body: { status: 'ok' } }), health, { expectedVersion: '1.4.2' }),
  'the-api-refuses-our-token': () =>
    apiThat(says({ status: 401, body: { detail: 'Given token not valid for any token type' } }), list),
  'the-list-is-a-page-to-log-in': () => apiThat(says({ body: page('Log in | MedCor') }), list),
  'the-proxy-cannot-reach-mcp': () =>
    beside(says({ status: 502, body: nginxPage('502 Bad Gateway') }), (host) =>
      tellOfStaging('health.mcp-is-healthy-behind-the-proxy', { surfaces: { proxy: `http://${host}/` } }),
    ),
  'mcp-refuses-our-token': () => mcpThat(says({ status: 401, body: { error: 'invalid_token' } }), era),
  'mcp-speaks-in-no-era-that-we-know': () => mcpThat(mcpServer({ 'server/discover': {} }), era),
  'the-tool-is-missing': () => mcpThat(mcpServer({ 'tools/list': { tools: [{ name: 'list_patients' }] } }), tool),
  'the-tool-fails': () =>
    mcpThat(
      mcpServer({
        'tools/list': listed,
        'tools/call': { isError: true, content: [{ type: 'text', text: 'relation "appointments" does not exist' }] },
      }),
      tool,
    ),
  'mcp-fails-instead-of-refusing': () =>
    mcpThat(
      mcpServer({ 'tools/list': listed, 'tools/call': { content: [] } }, ({ method }, token) =>
        method === 'tools/call' && token === undefined ? { status: 500, type: 'text/plain', body: 'oops' } : undefined,
      ),
      'mcp.refuses-a-missing-token',
    ),
};

/** Each takes as long as a client waits. */
export const failuresOfTheSilent: Failures = {
  'the-api-says-nothing': () => apiThat(blackHole(), health),
};

const page = (title: string) =>
  `<!doctype html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`;

const listed = { tools: [{ name: 'list_appointments' }] };

const apiThat = (server: Server, id: string, rest: Staging = {}) =>
  beside(server, (host) => tellOfStaging(id, { surfaces: { api: `http://${host}/` }, identities, ...rest }));

const mcpThat = (server: Server, id: string) =>
  beside(server, (host) => tellOfStaging(id, { surfaces: { mcp: `http://${host}/` }, identities }));
