import type { WorkerNode } from './parts.ts';
import type { WorkerState } from './worker-state.ts';

/** The reply to `stats`, in Celery's shape and units (seconds, kilobytes); without the broker's password. */
export function workerStatistics({ broker, concurrency }: WorkerNode, state: WorkerState, prefetchCount: number) {
  const usage = process.resourceUsage();
  return {
    total: Object.fromEntries(state.totals),
    pid: process.pid,
    clock: String(state.clock.value()),
    uptime: Math.floor(process.uptime()),
    pool: {
      implementation: 'medcor.worker:EventLoop',
      'max-concurrency': concurrency,
      processes: [process.pid],
      'max-tasks-per-child': 'N/A',
      'put-guarded-by-semaphore': true,
      timeouts: [0, 0],
    },
    broker: {
      hostname: broker.hostname,
      userid: broker.username,
      virtual_host: broker.vhost,
      port: broker.port,
      insist: false,
      ssl: broker.secure,
      transport: 'amqp',
      connect_timeout: 10,
      transport_options: {},
      login_method: 'PLAIN',
      uri_prefix: null,
      heartbeat: 60,
      failover_strategy: 'round-robin',
      alternates: [],
    },
    prefetch_count: prefetchCount,
    rusage: {
      utime: usage.userCPUTime / 1e6,
      stime: usage.systemCPUTime / 1e6,
      maxrss: usage.maxRSS,
      minflt: usage.minorPageFault,
      majflt: usage.majorPageFault,
      nvcsw: usage.voluntaryContextSwitches,
      nivcsw: usage.involuntaryContextSwitches,
    },
  };
}
