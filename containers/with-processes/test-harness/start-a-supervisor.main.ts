import { startSupervisor } from '../supervisor.ts';
import type { HarnessOrder } from './harness-process.ts';

// The command that starts a stack which stays, as far as the first sign of it.
const order = JSON.parse(process.argv[2] ?? '{}') as HarnessOrder;
await startSupervisor('mine', {
  ...order,
  onProgress: (event) => void process.stdout.write(`${JSON.stringify(event)}\n`),
});
