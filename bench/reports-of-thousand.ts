import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judgeRun } from '../harness/judge-run.ts';
import type { Result } from '../harness/result.ts';
import { median, type Figure } from './figure.ts';
import { peakMegabytesOf, timeOf } from './measure-command.ts';

const rounds = 5;
const results = 1000;
const id = 'recorded';

/** A run of 1,000 recorded results to the console and all reports, process start included. */
export async function reportsOfThousand(): Promise<Figure[]> {
  const outDirectory = mkdtempSync(join(tmpdir(), 'medcor-bench-'));
  try {
    record(outDirectory);
    const tell = {
      file: process.execPath,
      arguments: [join(import.meta.dirname, 'tell-recorded-run.main.ts'), outDirectory, id],
      // As the launcher of the command has it.
      environment: { ...process.env, NODE_COMPILE_CACHE: join(import.meta.dirname, '..', '.cache', 'compile') },
    };
    await timeOf(tell);
    const times: number[] = [];
    const peaks: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      times.push(await timeOf(tell));
      peaks.push(await peakMegabytesOf(tell));
    }
    return [
      {
        name: '1,000 results to all reports',
        unit: 'ms',
        ours: median(times),
        against: 'limit',
        peer: 1000,
        goal: 1,
      },
      {
        name: '1,000 results to all reports, memory',
        unit: 'MB',
        ours: Math.max(...peaks),
        against: 'limit',
        peer: 150,
        goal: 1,
      },
    ];
  } finally {
    rmSync(outDirectory, { recursive: true });
  }
}

/** One in ten failed and left evidence, one in ten could not be told, one in ten is blocked. */
function record(outDirectory: string): void {
  mkdirSync(join(outDirectory, id));
  const recorded = Array.from({ length: results }, (_, index) => resultOf(index));
  for (const { evidence } of recorded) {
    if (evidence) writeFileSync(join(outDirectory, id, evidence), `${JSON.stringify(exchange)}\n`.repeat(exchanges));
  }
  const selection = { checks: [], drawnIn: [], withheld: [], notAsked: [] };
  const run = judgeRun(selection, recorded, {
    id,
    startedAt: new Date(),
    durationMs: 60_000,
    program: { name: 'medcor-verify', version: 'bench' },
    target: { name: 'recorded' },
    accepted: {},
    narrowedBy: [],
    askedAs: '--target recorded',
  });
  writeFileSync(join(outDirectory, id, 'recorded.json'), JSON.stringify(run));
}

const exchanges = 20;
const exchange = {
  at: '2026-11-22T10:10:04.100Z',
  protocol: 'http',
  asked: 'GET http://127.0.0.1:8000/api/appointments/',
  durationMs: 12.5,
  status: 200,
  headers: { 'content-type': 'application/json', date: 'Sun, 22 Nov 2026 10:10:04 GMT' },
  body: '{"count":2,"results":[]}'.repeat(20),
};

function resultOf(index: number): Result {
  const facts = {
    id: `area-${index % 10}.check-${index}`,
    area: `area-${index % 10}`,
    demand: `The system must keep promise ${index}, whatever happens in the meantime`,
    source: 'guide.celery-executes-tasks',
    severity: 'major',
    tier: 'full',
    safety: 'observe',
    remedy: 'sudo systemctl status celery.service; sudo journalctl -u celery.service -n 50',
    durationMs: index,
  } as const;
  const kind = Math.floor(index / 10) % 10;
  if (kind === 0) {
    const violation = {
      expected: 'a result for the canary within 5000 ms',
      actual: `none; ${'the queue "celery" has 0 consumers while a worker answers ping; '.repeat(3)}`,
      cause: { id: `cause-${index % 7}`, sentence: 'The worker is connected but no longer consumes' },
    };
    return { ...facts, verdict: 'failed', violation, evidence: `${facts.id}.ndjson` };
  }
  if (kind === 1) return { ...facts, verdict: 'broken', reason: 'no Chromium was found' };
  if (kind === 2) return { ...facts, verdict: 'blocked', by: `area-${index % 10}.check-${index % 10}` };
  return { ...facts, verdict: 'passed' };
}
