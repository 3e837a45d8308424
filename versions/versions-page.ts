import { areaOf } from '../harness/check.ts';
import type { Recorded, VersionRecord } from './record.ts';

type Facts = {
  records: readonly VersionRecord[];
  /** The ids of all checks, in the order of the list. */
  checks: readonly string[];
};

/** What nobody has asked yet: nothing is said of it. */
const neverAsked = [
  'the sets of upstream images (`upstream`, `upstream-old`): no registry could be reached where this was recorded',
  'PostgreSQL 16 and 18; PostgreSQL behind PgBouncer; a replica that is promoted',
  'RabbitMQ 3.11 to 3.13, 4.1 and later; a cluster of brokers; brokers that refuse transient queues (4.3 and later)',
  'Redis 7.2 and 7.4; Valkey; Redis Cluster and Sentinel',
  'nginx from its own repository; another proxy in its place',
  'Celery 5.3 to 5.5, and 5.7; other pools (gevent, eventlet); another result backend than `rpc://`',
  'Podman where systemd runs, which checks health there, and Podman 5; engines without root on cgroup v2; Docker Desktop and Colima',
  'Ryuk as it is published: it was built from its source, eight commits after 0.14.0',
  'arm64, and macOS',
];

/** By hand, with the set trixie: engines beside the one of the table above. */
const engines = [
  [
    'Docker 20.10.24 as root',
    'as in the table, and `make containers`',
    'an owner killed with -9: Ryuk removed its 7 containers and its network within 9 s',
  ],
  [
    'Docker 20.10.24 without root (rootlesskit 1.1.0, slirp4netns 1.2.0)',
    'health, api, mcp, queue: verified, 55 of 65 passed',
    'the same, within 15 s; no machine that systemd runs, because it has no control groups on cgroup v1: said in one sentence',
  ],
  [
    'Podman 4.3.1 as root (netavark 1.4.0, runc 1.1.5)',
    'everything but load: verified, 56 of 66 passed, by the same checks on both sets; `make images` of both; of `make containers` all 15 tests of stacks passed',
    'the same, within 12 s, Ryuk privileged; no health of containers, and no machine, because no systemd ran: said in one sentence',
  ],
  [
    'Podman 4.3.1 without root (slirp4netns 1.2.0)',
    'health, api, mcp, queue: verified, 55 of 65 passed',
    'the same, within 16 s; no health of containers and no machine, as above',
  ],
] as const;

const services = ['postgres', 'rabbitmq', 'redis', 'nginx', 'worker'] as const;
const headings = { postgres: 'PostgreSQL', rabbitmq: 'RabbitMQ', redis: 'Redis', nginx: 'nginx', worker: 'worker' };
const marks = { passed: '✓', skipped: '○', failed: '✗', blocked: '-', broken: '!' };

/** docs/versions.md: what was proven on which version, check by check. */
export function versionsPage({ records, checks }: Facts): string {
  const unasked = checks.filter((id) => records.every(({ results }) => !(id in results)));
  return [
    '# Versions',
    'Written by `make docs` from `versions/records/`; `make versions` brings up every deployment anew, asks it everything but load and records what came of it. A test says when this page is stale, and when two deployments differ without a reason.',
    '## What was asked',
    'Versions are what the services said of themselves on that day.',
    table([
      ['', 'deployment', ...services.map((service) => headings[service]), 'day', 'verdict', 'passed'],
      ...records.map((record, index) => [
        String(index + 1),
        record.title,
        ...services.map((service) => record.versions[service] ?? 'not told'),
        record.day,
        record.word,
        `${passedIn(record).length} of ${Object.keys(record.results).length}`,
      ]),
    ]),
    '## Engines of containers',
    'Asked on 2026-11-26 on Debian bookworm. What a killed owner left was removed by the next command everywhere where Ryuk was off.',
    table([['engine', 'asked', 'a killed owner, and what cannot be had'], ...engines]),
    '## Check by check',
    `${Object.entries(marks)
      .map(([verdict, mark]) => `${mark} ${verdict}`)
      .join(', ')}; the columns are the deployments above. Load, which asks how fast and not whether, is left out.`,
    ...[...Map.groupBy(checks, areaOf)]
      .filter(([, ids]) => ids.some((id) => !unasked.includes(id)))
      .map(([area, ids]) =>
        table([
          [area, ...records.map((_, index) => String(index + 1))],
          ...ids
            .filter((id) => !unasked.includes(id))
            .map((id) => [`\`${id}\``, ...records.map(({ results }) => marks[results[id]?.verdict ?? 'broken'])]),
        ]),
      ),
    '## What did not pass, and why',
    ...reasons(records),
    '## Never asked',
    [...neverAsked, ...(unasked.length > 0 ? [`by these runs: ${unasked.map((id) => `\`${id}\``).join(', ')}`] : [])]
      .map((line) => `- ${line}`)
      .join('\n'),
  ]
    .join('\n\n')
    .concat('\n');
}

const passedIn = ({ results }: VersionRecord): string[] =>
  Object.entries(results).flatMap(([id, { verdict }]) => (verdict === 'passed' ? [id] : []));

/** By check, verdict and reason: on which deployments. */
function reasons(records: readonly VersionRecord[]): string[] {
  const told = records.flatMap(({ results }, index) =>
    Object.entries(results)
      .filter(([, { verdict }]) => verdict !== 'passed')
      .map(([id, recorded]) => ({ line: sentence(id, recorded), column: index + 1 })),
  );
  const lines = [...Map.groupBy(told, ({ line }) => line)].map(([line, places]) => {
    const where =
      places.length === records.length ? 'everywhere' : `on ${places.map(({ column }) => column).join(', ')}`;
    return `- ${line} (${where})`;
  });
  return lines.length === 0 ? ['Everything passed everywhere.'] : [lines.join('\n')];
}

const sentence = (id: string, { verdict, why = 'no reason was given' }: Recorded): string =>
  verdict === 'blocked' ? `\`${id}\` blocked by \`${why}\`` : `\`${id}\` ${verdict}: ${why}`;

const table = ([head = [], ...rows]: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');
