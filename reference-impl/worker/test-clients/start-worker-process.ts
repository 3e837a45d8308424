import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The worker as a program, started the way a deployment starts it. */
export type WorkerProcess = AsyncDisposable & {
  /** Resolves with the next line of its log that has this message; each call sees another line. */
  logged(message: string): Promise<Readonly<Record<string, unknown>>>;
  log(): readonly Readonly<Record<string, unknown>>[];
  /** What it wrote to standard error. */
  errors(): string;
  kill(signal: NodeJS.Signals): void;
  /** How it ended: an exit code or a signal. */
  ended: Promise<number | NodeJS.Signals>;
};

export type WorkerOptions = {
  url: string;
  name?: string;
  queues?: string;
  concurrency?: number;
  fault?: string;
  /** A program beside this file, in place of the worker's own main.ts. */
  program?: string;
};

/** Starts it and does not wait. */
export function startWorkerProcess({
  url,
  name = 'w1@test',
  queues = 'celery',
  concurrency = 2,
  fault,
  program,
}: WorkerOptions): WorkerProcess {
  const file = program === undefined ? join(import.meta.dirname, '..', 'main.ts') : join(import.meta.dirname, program);
  const child = spawn(process.execPath, [file], {
    env: {
      CELERY_BROKER_URL: url,
      WORKER_NAME: name,
      WORKER_QUEUES: queues,
      WORKER_CONCURRENCY: String(concurrency),
      VERSION: '1.2.3',
      COMMIT: 'abc',
      ...(fault === undefined ? {} : { FAULT: fault }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: Readonly<Record<string, unknown>>[] = [];
  const awaited = new Set<() => void>();
  const read = new Map<string, number>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(JSON.parse(line) as Record<string, unknown>);
    for (const look of awaited) look();
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const ended = new Promise<number | NodeJS.Signals>((resolve) =>
    child.once('close', (code, signal) => resolve(code ?? signal ?? 0)),
  );
  return {
    ended,
    log: () => lines,
    errors: () => errors,
    kill: (signal) => void child.kill(signal),
    logged: (message) =>
      new Promise((resolve) => {
        const look = (): void => {
          const index = lines.findIndex(
            (line, position) => position >= (read.get(message) ?? 0) && line['msg'] === message,
          );
          const line = lines[index];
          if (line === undefined) return;
          read.set(message, index + 1);
          awaited.delete(look);
          resolve(line);
        };
        awaited.add(look);
        look();
      }),
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Starts it and waits until it consumes. */
export async function runningWorker(options: WorkerOptions): Promise<WorkerProcess> {
  const worker = startWorkerProcess(options);
  await worker.logged('ready');
  return worker;
}
