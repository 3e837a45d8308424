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
const judge = async (...answers: HttpAnswer[]) => assertTellsNoVersion(answers);

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
  expect(await causeOf(judge(told))).toBeUndefined();
});
