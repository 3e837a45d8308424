/** Where the connections to an address go: `host` in lower case and without brackets, `port` the scheme's own where none is given. */
export type HostAndPort = { host: string; port: number };

const usualPorts: Readonly<Record<string, number>> = {
  'http:': 80,
  'https:': 443,
  'amqp:': 5672,
  'pyamqp:': 5672,
  'amqps:': 5671,
  'postgres:': 5432,
  'postgresql:': 5432,
  'redis:': 6379,
  'rediss:': 6379,
};

/** Several brokers may stand behind each other, as Celery has it: an entry for each. */
export const hostsAndPorts = (address: string): HostAndPort[] =>
  address
    .split(';')
    .map((each) => each.trim())
    .filter((each) => URL.canParse(each))
    .map((each) => hostAndPort(new URL(each)));

export const hostAndPort = ({ protocol, hostname, port }: URL): HostAndPort => ({
  host: hostname.replace(/^\[|\]$/g, '').toLowerCase(),
  port: port === '' ? (usualPorts[protocol] ?? 0) : Number(port),
});

/** `api.example.org:443`, `[::1]:443` */
export const hostWithPort = ({ host, port }: HostAndPort): string =>
  host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
