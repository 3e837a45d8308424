import { expect, test } from 'vitest';
import { parseTarget } from './parse-target.ts';
import { resolveTarget } from './resolve-target.ts';
import { notOffered } from './target.ts';
import { targetFromFlags, type SurfaceFlags } from './target-from-flags.ts';

const several =
  'names several hosts, and a run asks one: give one of them (for Celery\'s brokers behind each other, whole addresses with ";" between)';
const zone =
  'names a zone of IPv6 ("%"), which an address cannot have: leave the zone out, or give a name of that host';
const port = 'has a port above 65535, which is the last one';

const cases: [SurfaceFlags, string][] = [
  [{ api: 'http://api.example.org:99999/' }, port],
  [{ broker: 'amqp://me:secret42@mq:70000//' }, port],
  [{ api: 'http://[fe80::1%eth0]:8000/' }, zone],
  [{ database: 'postgres://me:secret42@db1:5432,db2:5432/medcor' }, several],
  [{ database: 'postgresql://db1,db2/medcor' }, several],
  [{ broker: 'amqp://me:secret42@mq1:5672,mq2:5672//' }, several],
  [{ cache: 'secret42' }, 'must start with redis:// or rediss://'],
];

test.for(cases)('%j', ([flags, why]) => {
  const [[surface, address] = ['', '']] = Object.entries(flags);
  expect(() => resolveTarget(targetFromFlags(flags), {})).toThrow(
    `The address of the ${surface} of "the given addresses" (--${surface}) is not one: it ${why}.`,
  );
  const none = notOffered('none here');
  const surfaces = { api: none, mcp: none, proxy: none, broker: none, management: none, database: none, cache: none };
  const profile = { name: 'staging', surfaces: { ...surfaces, [surface]: address } };
  const told = why.replace(/^must start/, 'must be a URL that starts').replace(/^(?!must)/, 'as a URL it ');
  const parsing = () => parseTarget(profile, './staging.json');
  expect(parsing).toThrow(told);
  expect(parsing).not.toThrow('secret42');
});

test.for<SurfaceFlags>([
  { api: 'http://[2001:db8::1]:65535/' },
  { broker: 'amqp://a,b:p,w@mq//;amqp://mq2//' },
  { database: 'postgres:///medcor?host=/run/postgresql' },
])('%j is one', (flags) => {
  expect(() => resolveTarget(targetFromFlags(flags), {})).not.toThrow();
});
