import { openServices } from '../open-services.ts';
import { openStack } from '../open-stack.ts';
import type { HarnessOrder } from './harness-process.ts';
import { stubPrograms } from './stub-programs.ts';

// A harness as the command line is one: it owns a stack, and a signal ends that in order.
const order = JSON.parse(process.argv[2] ?? '{}') as HarnessOrder;
const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => interrupted.abort());

const options = {
  signal: interrupted.signal,
  onProgress: (event: object) => void process.stdout.write(`${JSON.stringify(event)}\n`),
};
try {
  await using opened = order.services
    ? await openStack({ ...options, services: order.services, plan: stubPrograms })
    : await openServices(options);
  process.stdout.write(
    `${JSON.stringify({ service: 'all', state: 'ready', deployment: 'deployment' in opened ? opened.deployment : undefined })}\n`,
  );
  await new Promise<void>((resolve) => {
    const stay = setInterval(() => undefined, 60_000);
    interrupted.signal.addEventListener('abort', () => {
      clearInterval(stay);
      resolve();
    });
  });
} catch (error) {
  if (!interrupted.signal.aborted) throw error;
}
process.exitCode = 130;
