import { expect, test } from 'vitest';
import { certificateClient } from '../../fixtures/proxy/certificate-client.ts';
import { serveTls } from '../../fixtures/connection/testing/serve-tls.ts';
import { causeOf } from '../../fixtures/testing/cause-of.ts';
import { makeAuthority } from '../../targets/testing/certificate-authority.ts';
import { assertCertificateLasts } from './assert-certificate-lasts.ts';

const dayMs = 86_400_000;
const where = 'https://staging.example.org';

/** A certificate that began and ends so many days from now. */
const lasting = (from: number, until: number, clock?: string) =>
  assertCertificateLasts({
    read: async () => ({
      where,
      from: new Date(Date.now() + from * dayMs),
      until: new Date(Date.now() + until * dayMs),
    }),
    clockTrouble: async () => clock,
  });

test.for<[string, number, number, string | undefined]>([
  ['three months, not renewed', -77, 13, 'certificate-ends-soon'],
  ['three months, renewed', -74, 16, undefined],
  ['a year', -350, 15, undefined],
  ['a year, nearly over', -352, 13, 'certificate-ends-soon'],
  ['six days', -4, 2, undefined],
  ['six days, not renewed', -5.5, 0.5, 'certificate-ends-soon'],
])('one for %s', async ([, from, until, cause]) => {
  expect(await causeOf(lasting(from, until))).toBe(cause);
});

test('where our own clock is wrong nobody is blamed', async () => {
  const asked = lasting(-80, 10, 'the clock of this machine says 2031');
  await expect(asked).rejects.toThrow(/^the clock of this machine says 2031\. So nobody can tell/);
  await expect(asked).rejects.not.toHaveProperty('facts');
});

test('it is read from whoever answers, and trusted first', async () => {
  const authority = await makeAuthority('Root');
  await using server = await serveTls(await authority.issue({ names: ['127.0.0.1'], days: [-1, 20] }));
  const ask = (connection: object) => {
    const signal = new AbortController().signal;
    return assertCertificateLasts(certificateClient(`https://${server.host}/`, { signal, connection }));
  };
  expect(await ask({ certificateAuthority: authority.certificate })).toMatchObject({
    certificate: expect.stringMatching(/^(19|20) more days/),
  });
  expect(await causeOf(ask({}))).toBe('certificate-chain-incomplete');
});
