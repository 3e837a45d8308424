import { expect, test } from 'vitest';
import { isDirect, isDirectEntry } from './direct-hosts.ts';

const https = (host: string) => ({ host, port: 443 });

test.for<[entry: string, direct: string[], through: string[]]>([
  ['example.org', ['example.org', 'api.example.org'], ['badexample.org', 'example.org.evil.test', 'org']],
  ['.example.org', ['example.org', 'api.example.org'], ['badexample.org']],
  ['*.example.org', ['api.example.org'], ['badexample.org']],
  ['Example.ORG', ['api.example.org'], ['example.com']],
  ['example.org:443', ['api.example.org'], ['example.com']],
  ['example.org:8443', [], ['example.org']],
  ['10.0.0.7', ['10.0.0.7'], ['10.0.0.70', '10.0.0.8']],
  ['10.0.0.7:443', ['10.0.0.7'], []],
  ['10.0.0.0/8', ['10.1.2.3'], ['11.1.2.3', 'ten.example.org', '2001:db8::7']],
  ['2001:db8::/32', ['2001:db8::7'], ['2001:db9::7', '10.1.2.3']],
  ['[2001:db8::7]:443', ['2001:db8::7'], ['2001:db8::8']],
  ['*', ['example.org', '10.0.0.7'], []],
])('%s', ([entry, direct, through]) => {
  expect(isDirectEntry(entry)).toBe(true);
  expect(direct.filter((host) => !isDirect(https(host), [entry]))).toEqual([]);
  expect(through.filter((host) => isDirect(https(host), [entry]))).toEqual([]);
});

test('loopback is never asked through a proxy', () => {
  expect(
    ['localhost', 'api.localhost', '127.0.0.1', '127.1.2.3', '::1'].every((host) => isDirect(https(host), [])),
  ).toBe(true);
  expect(isDirect(https('localhost.example.org'), [])).toBe(false);
});

test.for(['a b', '', 'http://example.org', '10.0.0.0/33', 'example.org/path', '[10.0.0.7'])(
  '"%s" is no host',
  (entry) => {
    expect(isDirectEntry(entry)).toBe(false);
  },
);
