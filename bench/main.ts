import { commandLine } from './command-line.ts';
import { isReached, lineOf, ratioOf, type Figure } from './figure.ts';
import { containersReady } from './containers-ready.ts';
import { harnessOverhead } from './harness-overhead.ts';
import { healthCommand } from './health-command.ts';
import { healthFromAfar } from './health-from-afar.ts';
import { reportsOfThousand } from './reports-of-thousand.ts';
import { stackReady } from './stack-ready.ts';
import { workerRoundTrips } from './worker-round-trips.ts';

// Each asks the machine for itself, so one after the other.
const benches: readonly (() => Promise<Figure[]>)[] = [
  commandLine,
  harnessOverhead,
  reportsOfThousand,
  stackReady,
  containersReady,
  healthCommand,
  healthFromAfar,
  workerRoundTrips,
];
const asJson = process.argv.includes('--json');
const stream = asJson ? process.stderr : process.stdout;

const figures: Figure[] = [];
for (const bench of benches) {
  for (const figure of await bench()) {
    figures.push(figure);
    stream.write(`${lineOf(figure, stream)}\n`);
  }
}
if (asJson) {
  const told = figures.map((figure) => ({ ...figure, ratio: ratioOf(figure), reached: isReached(figure) }));
  process.stdout.write(`${JSON.stringify({ schemaVersion: 1, figures: told }, null, 2)}\n`);
}
process.exitCode = figures.every(isReached) ? 0 : 1;
