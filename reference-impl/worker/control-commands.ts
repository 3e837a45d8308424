import { describeBroker } from './broker-address.ts';
import { activeQueueOf } from './active-queue.ts';
import type { Events } from './events.ts';
import { describeJob, type Job } from './job.ts';
import type { Consumption, WorkerParts } from './parts.ts';
import { PythonError } from './python-error.ts';
import { prefetchCount } from './receive-tasks.ts';
import { describeTasks } from './describe-tasks.ts';
import { workerStatistics } from './worker-statistics.ts';
import type { WorkerState } from './worker-state.ts';

/** What a command can see and do. */
export type Controlled = {
  parts: WorkerParts;
  state: WorkerState;
  events: Events;
  consumptions: () => readonly Consumption[];
  shutDown: () => void;
};

type Arguments = Readonly<Record<string, unknown>>;
export type Command = (worker: Controlled, args: Arguments) => unknown;

/** A command that answers nothing, not even null. */
export const noReply = Symbol('no reply');

/** The commands of Celery's remote control that this worker obeys; replies have Celery's shapes. */
export const controlCommands: Readonly<Record<string, Command>> = {
  ping: () => ({ ok: 'pong' }),
  clock: ({ state }) => ({ clock: state.clock.value() }),
  registered: ({ parts }, { taskinfoitems, builtins }) =>
    describeTasks(parts.registry, { items: textsIn(taskinfoitems), builtins: builtins === true }),
  active: ({ parts, state }) => describeAll(state.active, parts),
  reserved: ({ parts, state }) => describeAll(state.reserved.difference(state.active), parts),
  scheduled: ({ parts, state }) =>
    [...state.scheduled].map((job) => ({
      eta: job.request.eta?.toISOString() ?? null,
      priority: 6,
      request: describeJob(job, parts.node.name),
    })),
  // There is no command to revoke, and nothing else adds to these.
  revoked: () => [],
  query_task: ({ parts, state }, { ids }) => {
    if (ids === undefined) {
      throw new PythonError('TypeError', "query_task() missing 1 required positional argument: 'ids'");
    }
    return Object.fromEntries(
      [...state.reserved]
        .filter(({ request }) => (Array.isArray(ids) ? ids : [ids]).includes(request.id))
        .map((job) => [
          job.request.id,
          [state.active.has(job) ? 'active' : 'reserved', describeJob(job, parts.node.name)],
        ]),
    );
  },
  stats: ({ parts, state }) => workerStatistics(parts.node, state, prefetchCount({ parts, state })),
  active_queues: ({ consumptions }) => consumptions().map(({ queue }) => activeQueueOf(queue)),
  conf: ({ parts: { node } }) => ({
    broker_url: describeBroker(node.broker),
    result_backend: 'rpc:///',
    task_acks_late: true,
    task_default_queue: node.queues[0],
    worker_concurrency: node.concurrency,
    worker_send_task_events: false,
  }),
  hello: ({ parts, state }, args) =>
    args['from_node'] === parts.node.name ? null : { revoked: {}, clock: state.clock.forward() },
  enable_events: ({ state }) => switchTaskEvents(state, true),
  disable_events: ({ state }) => switchTaskEvents(state, false),
  heartbeat: ({ events }) => {
    events.requestedHeartbeat();
    return null;
  },
  shutdown: ({ shutDown }) => {
    shutDown();
    return noReply;
  },
};

const describeAll = (jobs: ReadonlySet<Job>, { node }: WorkerParts) =>
  [...jobs].map((job) => describeJob(job, node.name));

const textsIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];

function switchTaskEvents(state: WorkerState, on: boolean): { ok: string } {
  const already = state.taskEvents === on ? 'already ' : '';
  state.taskEvents = on;
  return { ok: `task events ${already}${on ? 'enabled' : 'disabled'}` };
}
