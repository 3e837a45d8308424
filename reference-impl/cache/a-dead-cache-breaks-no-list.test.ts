import { expect, inject, test } from 'vitest';
import { openStack } from '../../containers/with-processes/open-stack.ts';
import { serveApi } from '../testing/serve.ts';
import { settingsOf } from '../testing/settings-of.ts';
import { bearer, sign } from '../testing/sign.ts';

test('lists and bookings go on after Redis has ended', async () => {
  await using stack = await openStack({ services: inject('services') });
  await using api = await serveApi(settingsOf(stack));
  expect((await list(api.url)).status).toBe(200);

  await stack.services['redis']!.stop();

  expect(await (await list(api.url)).json()).toMatchObject({ total: 5 });
  expect((await book(api.url)).status).toBe(201);
  expect(await (await list(api.url)).json()).toMatchObject({ total: 6 });
});

test('a cache that was never there breaks no list', async () => {
  await using stack = await openStack({ services: inject('services') });
  await using api = await serveApi({ ...settingsOf(stack), cacheUrl: 'redis://127.0.0.1:1/0' });

  expect((await list(api.url)).status).toBe(200);
});

const list = async (url: string): Promise<Response> =>
  fetch(`${url}/api/appointments/`, { headers: bearer(await sign('api')) });

const book = async (url: string): Promise<Response> =>
  fetch(`${url}/api/appointments/`, {
    method: 'POST',
    headers: { ...bearer(await sign('api')), 'content-type': 'application/json' },
    body: JSON.stringify({
      patientReference: 'patient-who-tests',
      doctor: 'doctor-north-9',
      specialty: 'cardiology',
      startsAt: '2099-01-01T10:00:00Z',
      durationMinutes: 30,
    }),
  });
