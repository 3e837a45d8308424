import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Deployment } from '../../../targets/deployment.ts';
import type { ImageSetName } from '../../images/image-sets.ts';
import type { ServiceAddresses } from '../../stack.ts';

/** With services it opens a stack of stubs on them, without it opens services. */
export type HarnessOrder = { services?: ServiceAddresses; images?: ImageSetName };

export type HarnessEvent = { service: string; state: string; deployment?: Deployment };

export type HarnessProcess = Disposable & {
  /** Resolves when it has told of this; `all` is `ready` last. Rejects when it ends before. */
  reached(service: string, state: string): Promise<HarnessEvent>;
  /** Resolves once it has ended. */
  end(signal: NodeJS.Signals): Promise<void>;
  exitCode(): number | null;
  pid: number | undefined;
};

/** Another process that owns a stack. */
export function startHarness(folder: string, order: HarnessOrder, entry = 'open-a-stack.main.ts'): HarnessProcess {
  const child = spawn(process.execPath, [join(import.meta.dirname, entry), JSON.stringify(order)], {
    env: { ...process.env, TMPDIR: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const events: HarnessEvent[] = [];
  const hasEnded = once(child, 'exit');
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => events.push(JSON.parse(line) as HarnessEvent));
  const find = (service: string, state: string): HarnessEvent | undefined =>
    events.find((event) => event.service === service && event.state === state);
  return {
    async reached(service, state) {
      for (;;) {
        const event = find(service, state);
        if (event !== undefined) return event;
        if (child.exitCode !== null) throw new Error(`The harness ended before ${service} was ${state}.`);
        await Promise.race([once(lines, 'line'), hasEnded]);
      }
    },
    async end(signal) {
      child.kill(signal);
      await hasEnded;
    },
    exitCode: () => child.exitCode,
    pid: child.pid,
    [Symbol.dispose]: () => void child.kill('SIGKILL'),
  };
}
