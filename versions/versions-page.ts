import { areaOf } from '../harness/check.ts';
import { engines } from './engines.ts';
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

const headings = {
  postgres: 'PostgreSQL',
  rabbitmq: 'RabbitMQ',
  redis: 'Redis',
  nginx: 'nginx',
  worker: 'worker',
  systemd: 'systemd',
  compose: 'Compose',
  engine: 'engine',
};
const marks = { passed: '✓', skipped: '○', failed: '✗', blocked: '-', broken: '!' };

/** docs/versions.md: what was proven on which version, check by check. */
export function versionsPage({ records, checks }: Facts): string {
  const numbered = records.map((record, index) => ({ record, number: String(index + 1) }));
  const unasked = checks.filter((id) => records.every(({ results }) => !(id in results)));
  return [
    '# Versions',
    'Written by `make docs` from `versions/records/`; `make versions` brings up every deployment anew, asks it everything but load and records what came of it. A test says when this page is stale, and when two deployments differ without a reason.',
    '## What was asked',
    'Versions are what the services said of themselves on that day.',
    asked(
      ['postgres', 'rabbitmq', 'redis', 'nginx', 'worker'],
      numbered.filter(({ record }) => !isMachine(record)),
    ),
    'What runs the programs is asked on a machine of its own, which systemd runs; it holds no deployment, so nothing else is asked of it.',
    asked(
      ['systemd', 'compose', 'engine'],
      numbered.filter(({ record }) => isMachine(record)),
    ),
    '## Engines of containers',
    'Asked on 2026-11-26 on Debian bookworm. What a killed owner left was removed by the next command everywhere where Ryuk was off.',
    table([['engine', 'asked', 'a killed owner, and what cannot be had'], ...engines]),
    '## Check by check',
    `${Object.entries(marks)
      .map(([verdict, mark]) => `${mark} ${verdict}`)
      .join(
        ', ',
      )}; the columns are the deployments above, and an empty field was not asked. Load, which asks how fast and not whether, is left out.`,
    ...[...Map.groupBy(checks, areaOf)]
      .filter(([, ids]) => ids.some((id) => !unasked.includes(id)))
      .map(([area, ids]) =>
        table([
          [area, ...records.map((_, index) => String(index + 1))],
          ...ids
            .filter((id) => !unasked.includes(id))
            .map((id) => [`\`${id}\``, ...records.map(({ results }) => markOf(results[id]))]),
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

type Numbered = { record: VersionRecord; number: string };

const isMachine = ({ versions }: VersionRecord): boolean => 'systemd' in versions;

const asked = (services: readonly (keyof typeof headings)[], of: readonly Numbered[]): string =>
  table([
    ['', 'deployment', ...services.map((service) => headings[service]), 'day', 'commit', 'verdict', 'passed'],
    ...of.map(({ record, number }) => [
      number,
      record.title,
      ...services.map((service) => record.versions[service] ?? 'not told'),
      record.day,
      record.commit,
      record.word,
      `${passedIn(record).length} of ${Object.keys(record.results).length}`,
    ]),
  ]);

const markOf = (recorded: Recorded | undefined): string => (recorded ? marks[recorded.verdict] : '');

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
    return `- ${line} (on ${inRanges(places.map(({ column }) => column))})`;
  });
  return lines.length === 0 ? ['Everything passed everywhere.'] : [lines.join('\n')];
}

/** Numbers that rise, those in a row together: "1 to 3, 5". */
function inRanges(numbers: readonly number[]): string {
  const ranges: { first: number; last: number }[] = [];
  for (const number of numbers) {
    const range = ranges.at(-1);
    if (range?.last === number - 1) range.last = number;
    else ranges.push({ first: number, last: number });
  }
  return ranges.map(({ first, last }) => (first === last ? `${first}` : `${first} to ${last}`)).join(', ');
}

const sentence = (id: string, { verdict, why = 'no reason was given' }: Recorded): string =>
  verdict === 'blocked' ? `\`${id}\` blocked by \`${why}\`` : `\`${id}\` ${verdict}: ${why}`;

const table = ([head = [], ...rows]: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');
