import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { median, type Figure } from './figure.ts';
import { timed } from './timed.ts';

const launcher = join(import.meta.dirname, '..', 'medcor-verify');

/** A process takes 25 ms, and some of them twice that: the median of these is good to a tenth. */
const rounds = 25;

/** What a person waits for before anything is asked: the help, the list, and the first request. */
export async function commandLine(): Promise<Figure[]> {
  const bare = () => run(process.execPath, ['-e', '0']);
  const help = () => run(launcher, ['--help']);
  const list = () => run(launcher, ['list']);
  await using target = await healthyTarget();
  const health = () => target.firstRequest(() => run(launcher, ['health', '--api', target.url]));
  const measured = await inTurn([() => timed(bare), () => timed(help), () => timed(list), health]);
  const [bareMs = 0, helpMs = 0, listMs = 0, firstRequestMs = 0] = measured.map(median);
  const against = { against: 'node -e 0', peer: bareMs, goal: 3, unit: 'ms' } as const;
  return [
    { name: 'medcor-verify --help', ours: helpMs, ...against },
    { name: 'medcor-verify list', ours: listMs, ...against },
    { name: 'start up to the first request', unit: 'ms', ours: firstRequestMs, against: 'limit', peer: 250, goal: 1 },
  ];
}

/** One after the other and round by round, so that what else the machine does weighs on all alike. The first round fills caches, and does not count. */
async function inTurn(measures: readonly (() => Promise<number>)[]): Promise<number[][]> {
  const times: number[][] = measures.map(() => []);
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, measure] of measures.entries()) {
      const ms = await measure();
      if (round > 0) times[index]?.push(ms);
    }
  }
  return times;
}

/** To the end of a program, whatever its exit code. */
async function run(file: string, words: readonly string[]): Promise<void> {
  await once(spawn(file, words, { stdio: 'ignore' }), 'close');
}

/** An API that says it is well, and when it is asked for the first time. */
async function healthyTarget() {
  let asked = () => {};
  const server = createServer((_, response) => {
    asked();
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"ok"}');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    /** From the start of the work to its first request, in milliseconds; returns when the work has ended. */
    async firstRequest(work: () => Promise<void>): Promise<number> {
      const begun = performance.now();
      let ms = Number.NaN;
      asked = () => {
        ms = performance.now() - begun;
        asked = () => {};
      };
      await work();
      return ms;
    },
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
    },
  };
}
