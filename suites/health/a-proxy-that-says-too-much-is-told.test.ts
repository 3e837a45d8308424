import { expect, test } from 'vitest';
import type { HttpAnswer } from '../../fixtures/http/http-answer.ts';
import { causeOf } from '../../fixtures/testing/cause-of.ts';
import { assertTellsNoVersion } from './assert-tells-no-version.ts';

const answer = (headers: Record<string, string>, text = ''): HttpAnswer => ({
  request: 'GET https://staging.example.org/%',
  status: 400,
  contentType: 'text/html',
  header: (name) => headers[name],
  text,
});
const judge = async (passedOn: HttpAnswer, own = passedOn) => assertTellsNoVersion(passedOn, own);

test.for<[string, HttpAnswer]>([
  ['nginx', answer({ server: 'nginx/1.22.1' })],
  ['Apache', answer({ server: 'Apache/2.4.66 (Debian) OpenSSL/3.0.17' })],
  ['the program behind it', answer({ server: 'nginx', 'x-powered-by': 'PHP/8.2.1' })],
  ['the page', answer({ server: 'nginx' }, '<hr><center>nginx/1.22.1</center>')],
  ['the page of another', answer({}, '<address>Apache/2.4 Server</address>')],
])('%s', async ([, told]) => {
  expect(await causeOf(judge(answer({ server: 'nginx' }), told))).toBe('version-told');
});

test.for<[string, HttpAnswer]>([
  ['nothing', answer({})],
  ['a name alone', answer({ server: 'nginx', via: '1.1 varnish' }, '<hr><center>nginx</center>')],
  ['a version of something of ours', answer({ server: 'cloudflare' }, '{"status":"ok","version":"1.4.2"}')],
])('%s tells no version', async ([, told]) => {
  expect(await causeOf(judge(answer({}), told))).toBeUndefined();
});

test('where the proxy answers in the place of the program, that is left to the check of the program, unless it tells its version', async () => {
  const own = (server: string) => ({ ...answer({ server }, '<html><center>nginx</center></html>'), status: 502 });
  expect(await causeOf(judge(own('nginx/1.22.1')))).toBe('version-told');
  await expect(judge(own('nginx'))).rejects.toMatchObject({ left: [{ to: [{ id: 'health.api-is-healthy' }] }] });
});
