import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { Client as OldClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as OldTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { tenants } from '../../contract/roles.ts';
import { tools } from '../../contract/tools.ts';
import { openStack } from '../../containers/with-processes/open-stack.ts';
import { appointmentList } from '../domain/appointment-schemas.ts';
import { serveMcp } from '../testing/serve.ts';
import { settingsOf, signingKey, urlOf } from '../testing/settings-of.ts';
import { bearer, sign } from '../testing/sign.ts';

const stack = await openStack({
  services: inject('services'),
  plan: (plan) => ({
    ...plan,
    mcp: { ...plan.mcp, environment: { ...plan.mcp.environment, JWT_SIGNING_KEY: signingKey } },
  }),
});
const mcp = await serveMcp(settingsOf(stack));
afterAll(async () => {
  await mcp[Symbol.asyncDispose]();
  await stack[Symbol.asyncDispose]();
});

const proxied = urlOf(stack.deployment.surfaces.proxy);

const newClient = (mode: 'auto' | 'legacy') => async (url: string, token: string) => {
  const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode } });
  await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers: bearer(token) } }));
  return client;
};

const oldClient = async (url: string, token: string) => {
  const client = new OldClient({ name: 'test', version: '1' });
  await client.connect(new OldTransport(new URL(url), { requestInit: { headers: bearer(token) } }));
  return client;
};

describe.each([
  ['client 2.x of the new era', newClient('auto')],
  ['client 2.x of the old era', newClient('legacy')],
  ['sdk 1.x', oldClient],
])('%s', (_name, connect) => {
  test('finds both tools with their annotations and schemas', async () => {
    const client = await connect(mcp.url, await sign('mcp'));

    const { tools: found } = await client.listTools();

    expect(found).toMatchObject([
      {
        name: tools.listAppointments.name,
        annotations: { readOnlyHint: true },
        outputSchema: { $schema: 'https://json-schema.org/draft/2020-12/schema', required: ['appointments', 'total'] },
      },
      { name: tools.bookAppointment.name, annotations: { readOnlyHint: false } },
    ]);
    await client.close();
  });

  test('lists the appointments of the hospital of the token', async () => {
    const client = await connect(mcp.url, await sign('mcp', { tenant: tenants.south }));

    const result = await client.callTool({
      name: tools.listAppointments.name,
      arguments: tools.listAppointments.exampleArguments,
    });

    const list = appointmentList.parse(result.structuredContent);
    expect(new Set(list.appointments.map(({ doctor }) => doctor))).toEqual(new Set(['doctor-south-1']));
    await client.close();
  });

  test.each(['mcp', 'mcp/'])('is served at /%s behind nginx, too', async (path) => {
    const client = await connect(proxied + path, await sign('mcp'));

    expect((await client.listTools()).tools).toHaveLength(2);
    await client.close();
  });

  test('is told of a refusal as an error of the tool', async () => {
    const client = await connect(mcp.url, await sign('mcp', { role: 'doctor' }));
    const slot = {
      patientReference: 'patient-who-tests',
      doctor: 'doctor-north-9',
      specialty: 'cardiology',
      startsAt: '2099-01-01T10:00:00Z',
      durationMinutes: 30,
    };

    const result = await client.callTool({ name: tools.bookAppointment.name, arguments: slot });

    expect(result).toMatchObject({ isError: true, content: [{ text: 'Only staff may book appointments.' }] });
    expect(result.structuredContent).toBeUndefined();
    await client.close();
  });
});

test('the new era is negotiated where the client can', async () => {
  const client = await newClient('auto')(mcp.url, await sign('mcp'));

  expect(client.getNegotiatedProtocolVersion()).toBe('2026-07-28');
  await client.close();
});

test('staff books over MCP and finds the appointment in the list', async () => {
  const client = await newClient('auto')(mcp.url, await sign('mcp'));
  const slot = {
    patientReference: 'patient-who-tests',
    doctor: 'doctor-north-9',
    specialty: 'cardiology',
    startsAt: '2099-01-02T10:00:00Z',
    durationMinutes: 30,
  };

  const { structuredContent: booked } = await client.callTool({ name: tools.bookAppointment.name, arguments: slot });
  const found = await client.callTool({ name: tools.listAppointments.name, arguments: { day: '2099-01-02' } });

  expect(booked).toMatchObject({ doctor: slot.doctor, status: 'booked' });
  expect(found.structuredContent).toEqual({ appointments: [booked], total: 1 });
  await client.close();
});
