import { expect, test } from 'vitest';
import type { CeleryClient } from '../../fixtures/celery/celery-client.ts';
import type { Heartbeat } from '../../fixtures/celery/gather-heartbeats.ts';
import type { HealthReport } from '../../fixtures/health/health-report.ts';
import type { HttpAnswer } from '../../fixtures/http/http-answer.ts';
import { readContainers } from '../../fixtures/machine/container-state.ts';
import { readUnits } from '../../fixtures/machine/unit-state.ts';
import { containerLine } from '../../fixtures/testing/container-line.ts';
import { assertCanaryExecuted } from '../queue/assert-canary-executed.ts';
import { assertTasksRegistered } from '../queue/assert-tasks-registered.ts';
import { assertCacheSaves } from './assert-cache-saves.ts';
import { assertConnectionsLeft } from './assert-connections-left.ts';
import { assertContainersNotRestarted } from './assert-containers-not-restarted.ts';
import { assertNamesUnique } from './assert-names-unique.ts';
import { assertNoDeadLetters } from './assert-no-dead-letters.ts';
import { assertNoErrorsLogged } from './assert-no-errors-logged.ts';
import { assertNoOldTransaction } from './assert-no-old-transaction.ts';
import { assertOneVersion } from './assert-one-version.ts';
import { assertOneTaskList } from './assert-one-task-list.ts';
import { assertPoolsGetOn } from './assert-pools-get-on.ts';
import { assertReachedInTime } from './assert-reached-in-time.ts';
import { assertReplicasKeepUp } from './assert-replicas-keep-up.ts';
import { assertTellsNoSecrets } from './assert-tells-no-secrets.ts';
import { assertTellsNoVersion } from './assert-tells-no-version.ts';
import { assertTruthful } from './assert-truthful.ts';
import { assertUnitsNotRestarted } from './assert-units-not-restarted.ts';
import { assertUnitsRestartedWhenKilled } from './assert-units-restarted-when-killed.ts';
import { assertUnitsStartAtBoot } from './assert-units-start-at-boot.ts';
import { assertWorkerClocksAgree } from './assert-worker-clocks-agree.ts';
import { assertWorkersAnswer } from './assert-workers-answer.ts';
import { cacheStateWith } from './testing/cache-state-with.ts';
import { Violation } from '../../harness/violation.ts';
import { causesTold } from './testing/causes-told.ts';
import { databaseStateWith } from './testing/database-state-with.ts';

// Who knows of one of them, and says so in a waiver, knows nothing of the other.
const both = (id: string, one: string, other: string) => [`${id} of ${one}`, `${id} of ${other}`];

const now = new Date('2026-11-26T12:00:00Z');

test('a unit', async () => {
  const sick = { NRestarts: '1', Restart: 'no', UnitFileState: 'disabled' };
  const names = ['celery.service', 'mcp.service'];
  const text = names.map((Id) =>
    Object.entries({ Id, LoadState: 'loaded', ActiveState: 'active', SubState: 'running', Type: 'simple', ...sick })
      .map(([name, value]) => `${name}=${value}`)
      .join('\n'),
  );
  const units = readUnits(text.join('\n\n'), names, 'app1');
  const errors = async () => units.map(({ name }) => ({ name, errors: 2, isAll: true, reachesStart: true }));
  const told = (id: string) => both(id, 'celery.service', 'mcp.service');
  expect(await causesTold(() => assertUnitsNotRestarted({ units, now }, 'app1'))).toEqual(told('restarted'));
  expect(await causesTold(() => assertUnitsRestartedWhenKilled(units, 'app1'))).toEqual(told('not-restarted'));
  const show = async () => [];
  expect(await causesTold(() => assertUnitsStartAtBoot(units, { where: 'app1', show }))).toEqual(told('not-enabled'));
  expect(await causesTold(() => assertNoErrorsLogged({ units, now }, { where: 'app1', errors }))).toEqual(
    told('errors-logged'),
  );
});

test('a container', async () => {
  const lines = ['web', 'db'].map((service) => containerLine({ service, name: `/m_${service}_1`, restarts: 1 }));
  const states = { containers: readContainers(lines.join('\n'), 'app1'), now, engine: 'docker' as const };
  const facts = { where: 'app1', project: 'medcor', expected: [], optional: [] };
  expect(await causesTold(() => assertContainersNotRestarted(states, facts))).toEqual(
    both('container-restarted', 'db', 'web'),
  );
});

const queues = ['celery', 'reports'].map((name) => ({ name, arguments: {}, mostWaiting: 1 }));
const ended = 'all-expected-answered' as const;

/** Two workers, each with a queue of its own. */
const celeryWith = <Facts extends Partial<CeleryClient>>(facts: Facts) => ({
  queues,
  workers: { results: 'rpc' } as const,
  roll: async () => ({
    consumers: new Map([
      ['celery', 2],
      ['reports', 2],
    ]),
    queuesOf: new Map([
      ['w1', ['celery']],
      ['w2', ['celery', 'reports']],
    ]),
    attending: ['w1', 'w2'],
    concerned: ['w1', 'w2'],
    ended,
  }),
  ...facts,
});
const ofEach = <Answer>(one: Answer, other: Answer) => ({
  answers: new Map([
    ['w1', one],
    ['w2', other],
  ]),
  ended,
});

test('a worker', async () => {
  const clocks: Heartbeat = { software: 'celery 5.6', aheadMs: 90_000 };
  const heartbeats = async () => ({
    heartbeats: ofEach(clocks, clocks).answers,
    silent: [],
  });
  const targetDate = async () => undefined;
  expect(await causesTold(() => assertWorkerClocksAgree({ celery: celeryWith({ heartbeats }), targetDate }))).toEqual(
    both('clock-differs', 'w1', 'w2'),
  );
  const turns = [7, 8, 7, 8, 7].values();
  const processes = async () => {
    const processId = turns.next().value ?? 0;
    return ofEach(processId, processId + 100);
  };
  const countQueue = async () => ({ ready: 1, consumers: 2 });
  expect(await causesTold(() => assertNamesUnique(celeryWith({ processes, countQueue })))).toEqual(
    both('name-taken-twice', 'w1', 'w2'),
  );
  const long = [{ name: 'medcor.report', beganAt: now.getTime() - 3_600_000 }];
  const busy = celeryWith({
    active: async () => ofEach(long, long),
    slots: async () => ofEach(1, 1),
    reserved: async () => ofEach(1, 1),
    countQueue,
  });
  expect(await causesTold(() => assertPoolsGetOn(busy, () => now.getTime()))).toEqual(both('pool-stuck', 'w1', 'w2'));
  const registered = async () => ({ answers: new Map<string, string[]>(), ended });
  expect(await causesTold(() => assertOneTaskList(celeryWith({ registered })))).toEqual(
    both('worker-silent', 'w1', 'w2'),
  );
});

test('a task', async () => {
  const registered = async () => ofEach(['a'], ['a', 'b', 'c']);
  expect(await causesTold(() => assertOneTaskList(celeryWith({ registered })))).toEqual(
    both('task-lists-differ', 'b', 'c'),
  );
  expect(await causesTold(() => assertTasksRegistered(celeryWith({ registered, tasks: ['a', 'b', 'c'] })))).toEqual(
    both('task-not-registered', 'b', 'c'),
  );
});

test('a queue', async () => {
  const ends = ['dead', 'rejected'].map((name) => ({ name, from: ['celery'] }));
  const management = { deadLetterQueues: async () => ends };
  const celery = celeryWith({ countQueue: async () => ({ ready: 3, consumers: 0 }) });
  expect(await causesTold(() => assertNoDeadLetters({ celery, management }))).toEqual(
    both('dead-letters', 'dead', 'rejected'),
  );
  const { roll } = celeryWith({});
  const callRoll = async () => ({ ...(await roll()), consumers: new Map(queues.map(({ name }) => [name, 9])) });
  const crowded = celeryWith({ roll: callRoll, callRoll, processes: async () => ofEach(7, 8) });
  expect(await causesTold(() => assertWorkersAnswer(crowded))).toEqual(both('worker-silent', 'celery', 'reports'));
});

test('a queue whose canary is not executed; of too many the last are not asked', async () => {
  const sent: (string | undefined)[] = [];
  const runTask: CeleryClient['runTask'] = async (_, { queue }) => {
    sent.push(queue);
    return { kind: 'unroutable' } as Awaited<ReturnType<CeleryClient['runTask']>>;
  };
  const begun = async () => ofEach({}, {});
  const asked = (names: readonly string[]) => {
    const of = names.map((name) => ({ name, arguments: {}, mostWaiting: 1 }));
    return causesTold(() => assertCanaryExecuted({ ...celeryWith({ runTask, begun }), queues: of } as never));
  };
  expect(await asked(['celery', 'reports'])).toEqual(both('no-route', 'celery', 'reports'));
  expect(await asked(['a', 'b', 'c'])).toEqual([...both('no-route', 'a', 'b'), 'canary-not-sent of c']);
  expect(sent).toEqual(['celery', 'reports', 'a', 'b']);
});

test('what is in a store', async () => {
  const seconds = 900;
  const transactions = [
    { pid: 7, by: 'web', state: 'active', seconds },
    { pid: null, by: 'medcor', state: 'prepared', seconds },
    { pid: 9, by: 'beat', state: 'idle in transaction', seconds },
  ];
  expect(await causesTold(() => assertNoOldTransaction(databaseStateWith({ transactions }), 'db'))).toEqual([
    'transaction-runs-long of web',
    'transaction-left-prepared of medcor',
    'transaction-left-open of beat',
  ]);
  const replicas = ['r1', 'r2'].map((name) => ({ name, state: 'streaming', behindBytes: 1e12, behindSeconds: 900 }));
  expect(await causesTold(() => assertReplicasKeepUp(databaseStateWith({ replicas }), 'db'))).toEqual(
    both('replica-behind', 'r1', 'r2'),
  );
  const full = { database: 'medcor_db', allowedByDatabase: 10, takenOfDatabase: 10, allowedByServer: 10 };
  expect(
    await causesTold(() => assertConnectionsLeft(databaseStateWith({ ...full, takenOfServer: 10 }), 'db')),
  ).toEqual(both('connections-nearly-taken', 'medcor_db', 'the server'));
  const state = cacheStateWith({ isSnapshotWell: false, isAppendOnlyFileWell: false });
  expect(await causesTold(() => assertCacheSaves(state, 'cache'))).toEqual([
    'snapshot-fails',
    'append-only-file-fails',
  ]);
});

test('what an answer tells', async () => {
  const headers: Record<string, string> = { server: 'nginx/1.22.1', 'x-powered-by': 'PHP/8.2.1' };
  const answer = (text: string): HttpAnswer => ({
    request: 'GET /',
    status: 400,
    contentType: 'text/html',
    header: (name) => headers[name],
    text,
  });
  const page = answer('<center>nginx/1.22.1</center>');
  expect(await causesTold(() => assertTellsNoVersion(answer(''), page))).toEqual([
    ...both('version-told', 'server', 'x-powered-by'),
    'version-told of page',
  ]);
  const document = answer(JSON.stringify({ settings: { SECRET_KEY: 'abc-123', broker: 'amqp://u:geheim@mq//' } }));
  expect(await causesTold(() => assertTellsNoSecrets(document))).toEqual([
    'tells-a-secret of settings.SECRET_KEY',
    'tells-a-password of settings.broker',
  ]);
});

const reporting = (odd: Partial<HealthReport> = {}): HealthReport => ({
  answer: { request: 'GET /', status: 200, contentType: 'application/json', header: () => undefined, text: '{}' },
  status: { word: 'ok', healthy: true },
  culprit: undefined,
  version: '1.0',
  commit: undefined,
  dependencies: [],
  ...odd,
});

test('a dependency', async () => {
  const dependencies = ['database', 'cache'].map((name, at) => ({ name, ok: true, said: 'ok', latencyMs: 9000 - at }));
  expect(await causesTold(() => assertReachedInTime(reporting({ dependencies })))).toEqual([
    'database-is-slow',
    'cache-is-slow',
  ]);
  const cause = { id: 'timed-out', sentence: 'it does not answer' };
  const silent = async () => new Violation({ expected: 'an answer', actual: 'none', cause });
  const probes = new Map([
    ['database', silent],
    ['cache', silent],
  ] as const);
  expect(await causesTold(() => assertTruthful(async () => reporting({ dependencies }), probes))).toEqual([
    'hides-database',
    'hides-cache',
  ]);
});

test('a way to a program', async () => {
  const inTurn = (...reports: HealthReport[]) => {
    let asked = 0;
    return async () => reports[asked++ % reports.length] ?? reporting();
  };
  const differing = () => inTurn(reporting(), reporting({ version: '2.0' }));
  const sick = reporting({ status: { word: 'down', healthy: false } });
  const ways = { 'the API': differing(), 'the MCP server': differing(), beat: inTurn(reporting(), sick) };
  const documents = new Map(
    Object.entries({ ...ways, flower: inTurn(reporting(), sick) }).map(([name, ask]) => [name, { [name]: ask }]),
  );
  expect(await causesTold(() => assertOneVersion(documents))).toEqual([
    ...both('healthy-to-some', 'beat', 'flower'),
    ...both('instances-differ', 'the API', 'the MCP server'),
  ]);
});
