/** Which checks are red, the nearest first, when a unit or a container is not there that runs such a thing. */
const explainedBy = {
  broker: ['health.broker-accepts-connections', 'health.api-is-healthy'],
  database: ['health.database-answers', 'health.api-is-healthy', 'health.mcp-is-healthy'],
  cache: ['health.cache-answers', 'health.api-is-healthy', 'health.mcp-is-healthy'],
  worker: ['health.worker-answers-ping', 'queue.has-a-consumer', 'queue.canary-is-executed'],
  api: ['health.api-is-healthy', 'health.api-tells-the-truth'],
  mcp: ['health.mcp-is-healthy', 'health.mcp-is-healthy-behind-the-proxy'],
  proxy: ['health.api-is-healthy', 'health.api-tells-the-truth', 'health.mcp-is-healthy-behind-the-proxy'],
} as const;

type Role = keyof typeof explainedBy;

/** From the bottom up. */
const roles = Object.keys(explainedBy) as Role[];

/** The words of which names of units and services are made, as people give them. */
const words: Readonly<Record<Role, readonly string[]>> = {
  broker: ['rabbitmq', 'rabbit', 'broker'],
  database: ['postgresql', 'postgres', 'postgis', 'pgbouncer', 'database', 'db'],
  cache: ['redis', 'valkey', 'cache'],
  worker: ['celery', 'worker', 'workers', 'celeryd'],
  api: ['web', 'api', 'backend', 'django', 'gunicorn', 'uvicorn', 'uwsgi', 'app'],
  mcp: ['mcp'],
  proxy: ['nginx', 'proxy', 'caddy', 'traefik', 'haproxy', 'gateway'],
};

/** What says nothing of what runs there. */
const besides = new Set(['server', 'service', 'socket', 'main', 'medcor', 'prod', 'production', 'staging']);

/** What runs there; undefined where the name has a word of something else in it: celery-beat is no worker, postgres-exporter no database. */
function roleOf(name: string): Role | undefined {
  const told = (name.toLowerCase().match(/[a-z]+/g) ?? []).filter((word) => !besides.has(word));
  return told.length === 0 ? undefined : roles.find((role) => told.every((word) => words[role].includes(word)));
}

/** As a part of the cause that names the unit, or the service of Compose, which does not run. */
export function explainedByEndOf(name: string): { explains?: readonly string[] } {
  const role = roleOf(name);
  return role === undefined ? {} : { explains: explainedBy[role] };
}

/** Of a project of which there is nothing at all: what the guide's has in it. */
export const explainedByEndOfProject: readonly string[] = [
  ...new Set((['api', 'mcp', 'proxy', 'database', 'cache'] as const).flatMap((role) => explainedBy[role])),
];

/** What others build on first, then what serves, then what nothing is known of, else as it was. */
export const fromTheBottomUp = <Thing>(things: readonly Thing[], nameOf: (thing: Thing) => string): Thing[] =>
  things.toSorted((one, other) => layerOf(nameOf(one)) - layerOf(nameOf(other)));

function layerOf(name: string): number {
  const role = roleOf(name);
  return role === undefined ? roles.length : roles.indexOf(role);
}
