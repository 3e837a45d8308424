import type { Clients } from '../fixtures/clients.ts';
import type { Check } from '../harness/check.ts';
import { liveLines } from '../reports/console/live-lines.ts';
import { terminalOf } from '../reports/console/terminal.ts';
import { printable } from '../reports/printable.ts';
import { seconds } from '../reports/story.ts';
import { readinessAmong, waitUntilReady, type Readiness } from '../suites/wait-until-ready.ts';
import type { Deployment } from '../targets/deployment.ts';
import type { Environment } from '../targets/read-environment.ts';

type Waiting = {
  deployment: Deployment;
  checks: readonly Check<Clients>[];
  withinMs: number;
  environment: Environment;
  signal: AbortSignal;
  stream: NodeJS.WriteStream;
};

/** Waits until a deployment has come up, telling what it waits for. When the time is over it is asked all the same: waiting makes nothing green. */
export async function waitFor({ stream, environment, ...waiting }: Waiting): Promise<void> {
  const terminal = terminalOf(stream, environment);
  const live = liveLines(terminal);
  const checks = await readinessAmong(waiting.checks, waiting.deployment);
  if (checks.length === 0) return;
  const ids = checks.map(({ id }) => id);
  if (!terminal.isLive) terminal.write(`  waiting up to ${seconds(waiting.withinMs)} for ${ids.join(', ')}\n`);
  try {
    await waitUntilReady({
      ...waiting,
      checks,
      onProgress: (readiness) => live.set(readiness.id, lineOf(readiness), { final: readiness.state !== 'waiting' }),
    });
  } finally {
    live.end();
  }
}

function lineOf(readiness: Readiness): string {
  const { id, state, afterMs } = readiness;
  const seen = 'seen' in readiness ? `: ${readiness.seen}` : '';
  return printable(`  ${state.padEnd(9)} ${id} after ${seconds(afterMs)}${seen}`);
}
