import { basic, deploymentOf, type Identity } from './profiles.ts';
import { appointment, patient, record, secrets } from './plants.ts';
import type { PlantedRun } from './planted-run.ts';
import { type Answer, type Request, rpc, webStandIn } from './web-stand-in.ts';
import { onWire } from './wire.ts';

/** Servers that tell what they were sent, and what they keep of patients, in every place of an answer. */
export const webRuns: readonly PlantedRun[] = [
  ...withPassword({
    'a health check that repeats the credentials in a JSON error': ({ authorization }) => ({
      status: 500,
      body: { detail: `bad header ${authorization}`, sent: authorization },
    }),
    'one that decodes them': (request) => ({ status: 403, body: { user: 'u', password: passwordIn(request) } }),
    'one that writes them into a page': (request) => ({
      status: 500,
      headers: { 'content-type': 'text/html' },
      body: `<html><body><h1>Refused</h1><td>${htmlOf(passwordIn(request))}</td></body></html>`,
    }),
    'one that escapes them in a text': (request) => ({
      status: 400,
      body: `invalid login u:${encodeURIComponent(passwordIn(request))} for /api/health/`,
    }),
    'one that redirects with them in the address': (request) => ({
      status: 302,
      headers: {
        location: `https://u:${encodeURIComponent(passwordIn(request))}@elsewhere.example.org/login?next=/&password=${encodeURIComponent(passwordIn(request))}`,
      },
    }),
    'one that answers them as headers': (request) => ({
      status: 500,
      headers: { 'x-debug': passwordIn(request), 'set-cookie': [`session=${passwordIn(request)}; Path=/`, 'a=b'] },
      body: 'error',
    }),
    'one that says them in the status line': (request) => ({
      status: 418,
      statusMessage: `no ${passwordIn(request)}`,
      body: 'tea',
    }),
    'one that dumps the request in base64': ({ headers }) => ({
      status: 500,
      body: `dump: ${Buffer.from(JSON.stringify(headers)).toString('base64')}`,
    }),
    'one that dumps the password in hexadecimal, in lines': (request) => ({
      status: 500,
      body: Buffer.from(passwordIn(request)).toString('hex').replaceAll(/.{16}/g, '$&\n   '),
    }),
    'one that wraps it': (request) => ({
      status: 500,
      body: `given:\n  ${passwordIn(request).replaceAll(/.{5}/g, '$&\n  ')}`,
    }),
    'one whose body is cut in its midst': (request) => ({
      status: 500,
      body: `${'x'.repeat(112)}${passwordIn(request)}`,
    }),
    'one whose evidence is cut in its midst': (request) => ({
      status: 500,
      body: `${' '.repeat(16_376)}${passwordIn(request)}`,
    }),
    'one that calls it its version': (request) => ({
      body: { status: 'down', version: passwordIn(request), dependencies: {} },
    }),
    'one that calls it the reason of a dependency': (request) => ({
      status: 503,
      body: {
        status: 'down',
        dependencies: { database: { status: 'down', error: `auth failed: ${passwordIn(request)}` } },
      },
    }),
  }),
  ...withIdentity('api', { kind: 'static' }, [secrets.token], {
    'an API that repeats the token it refuses': ({ authorization }) => ({
      status: 401,
      body: { detail: `no: ${authorization}` },
    }),
    'an API that explains the token in Python': ({ authorization }) => ({
      status: 500,
      body: `ValueError: {'HTTP_AUTHORIZATION': '${authorization}', 'token': '${authorization.slice(7)}'}`,
    }),
  }),
  ...withIdentity('api', { kind: 'signing-key' }, [secrets.signingKey], {
    'an API that tells its signing key': () => ({
      status: 401,
      body: {
        error: 'signature',
        expected_key: secrets.signingKey,
        key64: Buffer.from(`k:${secrets.signingKey}`).toString('base64'),
      },
    }),
  }),
  ...withIdentity('api', { kind: 'static' }, [secrets.foreign], {
    'an API that tells its own settings in a page': () => ({
      status: 500,
      headers: { 'content-type': 'text/html' },
      body: `<pre>DATABASE_URL=postgres://medcor:${secrets.foreign}@db/medcor\nSECRET_KEY = '${secrets.foreign}'\n{'PASSWORD': '${secrets.foreign}'}</pre>`,
    }),
    'an API that tells them in JSON': () => ({
      status: 500,
      body: { settings: { DB_PASSWORD: secrets.foreign, broker: `amqp://medcor:${secrets.foreign}@broker//` } },
    }),
  }),
  ...withIdentity(
    'api',
    { kind: 'static' },
    [patient.name, patient.email, patient.phone, patient.recordNumber, patient.socialSecurity, patient.diagnosis],
    {
      'an API that fails with a record': () => ({ status: 500, body: { error: 'cannot serialize', object: record } }),
      'an API that lists records of another shape': () => ({ body: { patients: [record], total: 'one' } }),
      'an API that answers a page of records': () => ({
        headers: { 'content-type': 'text/html' },
        body: `<html><p>Patient ${patient.name}, MRN ${patient.recordNumber}, ${patient.email}, ${patient.phone}, ${patient.socialSecurity}</p><diagnosis>${patient.diagnosis}</diagnosis></html>`,
      }),
      'an API whose error quotes a row': () => ({
        status: 409,
        body: `duplicate key: Failing row contains (84125, ${patient.name}, ${patient.email}, ${patient.phone}, ${patient.socialSecurity}, ${patient.recordNumber}, ${patient.diagnosis}).`,
      }),
    },
  ),
  ...withIdentity('api', { kind: 'static' }, [patient.reference], {
    'an API whose appointments break their schema': () => ({
      body: { appointments: [{ ...appointment, durationMinutes: 'long' }], total: 1 },
    }),
    'an API that redirects to a patient': () => ({
      status: 301,
      headers: { location: `/api/patients/${patient.reference}/` },
    }),
  }),
  ...withIdentity('mcp', { kind: 'static' }, [secrets.token, patient.name, patient.reference], {
    'a tool that fails with what it was sent': (request) =>
      call(request, {
        error: {
          code: -32000,
          message: `${request.authorization} may not read patient ${patient.name}`,
          data: { patientReference: patient.reference },
        },
      }),
    'a tool that fails in a text': (request) =>
      call(request, {
        result: {
          isError: true,
          content: [
            {
              type: 'text',
              text: JSON.stringify({
                detail: `token ${request.authorization} for /patients/${patient.reference}`,
                name: patient.name,
              }),
            },
          ],
        },
      }),
    'a tool whose result breaks its schema': (request) =>
      call(request, {
        result: {
          content: [{ type: 'text', text: `Patient ${patient.name}` }],
          structuredContent: { appointments: [{ ...appointment, doctor: 7 }], token: request.authorization },
        },
      }),
    'a session of an old server that is told': (request) =>
      request.message.method === 'tools/call'
        ? {
            status: 400,
            headers: { 'mcp-session-id': request.authorization.slice(7) },
            body: `session ${request.authorization.slice(7)} of Patient ${patient.name} at /patients/${patient.reference}`,
          }
        : undefined,
  }),
  ...withIdentity('mcp', { kind: 'static' }, [patient.reference], {
    'a tool that serves records to strangers': (request) =>
      call(
        { ...request, authorization: 'Bearer anybody' },
        {
          result: {
            content: [{ type: 'text', text: JSON.stringify({ appointments: [appointment], total: 1 }) }],
            structuredContent: { appointments: [appointment], total: 1 },
          },
        },
      ),
  }),
];

type Hostile = (request: Request) => Answer | undefined;

/** Credentials in the address, which the health check is asked with. */
function withPassword(servers: Record<string, Hostile>): PlantedRun[] {
  return Object.entries(servers).map(([does, hostile]) => ({
    does,
    plants: [secrets.webPassword],
    exitCode: 1,
    async prepare({ scope }) {
      const { host, passed } = await onWire(webStandIn(hostile), scope);
      return {
        areas: ['health'],
        options: { api: `http://u:${encodeURIComponent(secrets.webPassword)}@${host}/` },
        entered: passed,
      };
    },
  }));
}

/** A profile with an identity; all is healthy but what the area asks for. */
function withIdentity(
  area: string,
  identity: Identity,
  plants: readonly string[],
  servers: Record<string, Hostile>,
): PlantedRun[] {
  return Object.entries(servers).map(([does, hostile]) => ({
    does,
    plants,
    exitCode: 1,
    async prepare({ scope, folder }) {
      const server = webStandIn((request) => (request.path.endsWith('/health/') ? undefined : hostile(request)));
      const { host, passed } = await onWire(server, scope);
      const { target, variables } = await deploymentOf({ folder, host, identity });
      return { areas: [area], options: { target, safety: 'probe' }, variables, entered: passed };
    },
  }));
}

const passwordIn = ({ authorization }: Request): string => basic(authorization).password;

const htmlOf = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll("'", '&#x27;');

const call = (request: Request, answer: object): Answer | undefined =>
  request.message.method === 'tools/call' ? rpc(request, answer) : undefined;
