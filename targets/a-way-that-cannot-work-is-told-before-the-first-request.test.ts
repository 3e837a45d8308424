import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withConnectionFlags, type ConnectionFlags } from './connection-flags.ts';
import { resolveTarget } from './resolve-target.ts';
import { targetFromFlags } from './target-from-flags.ts';
import { makeAuthority, type Issued } from './testing/certificate-authority.ts';

let folder: string;
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'medcor-connection-'));
  const authority = await makeAuthority('Own CA');
  const [client, other, locked, old] = await Promise.all([
    authority.issue({ names: ['client'], purpose: 'client' }),
    authority.issue({ names: ['other'], purpose: 'client' }),
    authority.issue({ names: ['locked'], purpose: 'client', passphrase: 'open sesame' }),
    authority.issue({ names: ['old'], purpose: 'client', days: [-20, -10] }),
  ]);
  const ended = await makeAuthority('Ended CA', [-20, -1]);
  const files: Record<string, string> = {
    'ca.pem': authority.certificate,
    'ended.pem': ended.certificate,
    'prose.pem': 'to be pasted here',
    'broken.pem': authority.certificate.replace(/\n[\w+/]{8}/, '\nAAAAAAAA'),
    ...pair('client', client),
    ...pair('other', other),
    ...pair('locked', locked),
    ...pair('old', old),
    'both.pem': `${client.certificate}\n${client.key}`,
  };
  await Promise.all(Object.entries(files).map(([name, text]) => writeFile(at(name), text)));
});
afterAll(() => rm(folder, { recursive: true }));

const pair = (name: string, { certificate, key }: Issued) => ({ [`${name}.pem`]: certificate, [`${name}.key`]: key });

const surfaces = { api: 'https://api.example.org/', broker: 'amqps://broker.example.org' };
const environment = { PASSPHRASE: 'open sesame', WRONG: 'open barley' };
const connect = (flags: ConnectionFlags) =>
  resolveTarget(withConnectionFlags(targetFromFlags(surfaces), flags), environment).connection;

test.for<[string, () => ConnectionFlags, string]>([
  [
    'an authority that is not there',
    () => ({ ca: at('nowhere.pem') }),
    'nowhere.pem, the certificate authority of "the given addresses" (connection.certificateAuthority, --ca), is not there.',
  ],
  ['a folder for an authority', () => ({ ca: folder }), 'is a folder.'],
  ['prose for an authority', () => ({ ca: at('prose.pem') }), 'holds no certificate in PEM'],
  ['a damaged authority', () => ({ ca: at('broken.pem') }), 'Certificate 1 in the file'],
  ['an authority that has ended', () => ({ ca: at('ended.pem') }), 'expired on 2'],
  ['a client certificate that has ended', () => ({ cert: at('old.pem'), key: at('old.key') }), 'expired on 2'],
  [
    'a certificate without a key',
    () => ({ cert: at('client.pem') }),
    'client.pem, the key of "the given addresses" (connection.clientCertificate.key, --key), holds no private key in PEM.',
  ],
  [
    'a key without a certificate',
    () => ({ key: at('client.key') }),
    'belong to a client certificate: add --cert FILE.',
  ],
  [
    'the key of another certificate',
    () => ({ cert: at('client.pem'), key: at('other.key') }),
    'does not fit the client certificate (CN=client): it is the key of another one.',
  ],
  [
    'a locked key',
    () => ({ cert: at('locked.pem'), key: at('locked.key') }),
    'is encrypted: name the variable of the environment that holds its passphrase',
  ],
  [
    'a wrong passphrase',
    () => ({ cert: at('locked.pem'), key: at('locked.key'), keyPassphrase: 'env:WRONG' }),
    'is not opened by its passphrase.',
  ],
  [
    'a passphrase for all to read',
    () => ({ cert: at('locked.pem'), keyPassphrase: 'open sesame' }),
    'takes the name of an environment variable (env:NAME)',
  ],
  [
    'a passphrase that is not set',
    () => ({ cert: at('locked.pem'), keyPassphrase: 'env:UNSET' }),
    'takes the passphrase of its client key from the environment variable UNSET, which is not set.',
  ],
  [
    'a resolve entry without an address',
    () => ({ resolve: ['api.example.org:443'] }),
    '--resolve api.example.org:443 (connection.resolve) must be HOST:PORT:ADDRESS',
  ],
  [
    'a resolve entry with a name for an address',
    () => ({ resolve: ['api.example.org:443:web1'] }),
    'must end with an IP address, and ends with "web1".',
  ],
  [
    'a resolve entry with a wild port',
    () => ({ resolve: ['api.example.org:99999:10.0.0.7'] }),
    'must have a port from 1 to 65535, and has 99999.',
  ],
  [
    'a resolve entry for an address',
    () => ({ resolve: ['10.0.0.1:443:10.0.0.7'] }),
    'must begin with a name, and 10.0.0.1 is an address already',
  ],
  [
    'a resolve entry for nobody',
    () => ({ resolve: ['api.exmaple.org:443:10.0.0.7'] }),
    'names api.exmaple.org:443, where no surface of "the given addresses" is. Did you mean "api.example.org:443"? Surfaces are at: api.example.org:443, broker.example.org:5671.',
  ],
  [
    'a resolve entry for another port',
    () => ({ resolve: ['api.example.org:80:10.0.0.7'] }),
    'names api.example.org:80, where no surface',
  ],
  [
    'two addresses for one name',
    () => ({ resolve: ['api.example.org:443:10.0.0.7', 'API.example.org:443:10.0.0.8'] }),
    'two addresses, 10.0.0.7 and 10.0.0.8.',
  ],
  [
    'a proxy of another kind',
    () => ({ forwardProxy: 'socks5://proxy:1080' }),
    '(it starts with socks5://): it must start with http:// or https://.',
  ],
  [
    'a proxy that is no address',
    () => ({ forwardProxy: 'hunter2' }),
    '--forward-proxy) is not one: it must start with',
  ],
  [
    'a direct host that is none',
    () => ({ forwardProxy: 'http://proxy:3128', direct: ['a b'] }),
    '"a b" is no host that could be asked without the forward proxy',
  ],
  ['a direct host without a proxy', () => ({ direct: ['example.org'] }), 'and there is none: add --forward-proxy URL.'],
])('%s', ([, flags, sentence]) => {
  expect(() => connect(flags())).toThrow(
    expect.objectContaining({ name: 'UsageError', message: expect.stringContaining(sentence) }),
  );
});

test('what fits is taken, and a locked key opened', () => {
  expect(connect({ ca: at('ca.pem'), cert: at('both.pem') })).toMatchObject({
    certificateAuthority: expect.stringContaining('BEGIN CERTIFICATE'),
    clientCertificate: { key: expect.stringContaining('BEGIN PRIVATE KEY') },
  });
  expect(connect({ cert: at('locked.pem'), key: at('locked.key'), keyPassphrase: 'env:PASSPHRASE' })).toMatchObject({
    clientCertificate: { key: expect.stringContaining('BEGIN PRIVATE KEY') },
  });
  expect(connect({ resolve: ['API.example.org:443:[2001:db8::7]', 'broker.example.org:5671:10.0.0.7'] })).toEqual({
    resolve: [
      { host: 'api.example.org', port: 443, address: '2001:db8::7' },
      { host: 'broker.example.org', port: 5671, address: '10.0.0.7' },
    ],
  });
  expect(connect({ forwardProxy: 'http://proxy:3128', direct: ['.example.org', '10.0.0.0/8', '*'] })).toEqual({
    forwardProxy: { url: 'http://proxy:3128/', direct: ['.example.org', '10.0.0.0/8', '*'] },
  });
});

test('a flag takes the place of what the profile says of the same, and of nothing else', () => {
  const target = withConnectionFlags(targetFromFlags(surfaces), {
    resolve: ['api.example.org:443:10.0.0.7', 'broker.example.org:5671:10.0.0.7'],
    forwardProxy: 'http://proxy:3128',
  });
  const { connection } = resolveTarget(withConnectionFlags(target, { resolve: ['api.example.org:443:10.0.0.8'] }), {});
  expect(connection).toMatchObject({
    forwardProxy: { url: 'http://proxy:3128/' },
    resolve: [
      { host: 'broker.example.org', address: '10.0.0.7' },
      { host: 'api.example.org', address: '10.0.0.8' },
    ],
  });
});

test('a proxy of the environment is noted by its variable and not used', () => {
  const resolved = (flags: ConnectionFlags) =>
    resolveTarget(withConnectionFlags(targetFromFlags(surfaces), flags), {
      HTTPS_PROXY: 'http://user:secret42@proxy:3128',
      no_proxy: 'localhost, .example.org',
    }).connection;
  expect(resolved({})).toEqual({ undeclaredProxy: { https: 'HTTPS_PROXY', direct: ['localhost', '.example.org'] } });
  expect(resolved({ forwardProxy: 'env:HTTPS_PROXY' })).toEqual({
    forwardProxy: { url: 'http://user:secret42@proxy:3128/', direct: [] },
  });
});
