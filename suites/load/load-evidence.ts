import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { loadBudgets, type LoadScenario } from '../../contract/load.ts';
import type { Exchange } from '../../harness/exchange.ts';
import { k6Log } from './k6-log.ts';
import { loadFigures, type LoadFigures } from './load-figures.ts';
import type { LoadEnd } from './load-outcomes.ts';
import type { LoadAsks } from './load-plan.ts';

/** k6's own summary of a run with every scenario, and what it says before it gives up. */
const lastLines = 60;

type Made = { asks: LoadAsks; end: LoadEnd; startedAt: Date; durationMs: number; directory: string };

/** What k6 did for a scenario, as evidence: its figures, what was wrong with answers, its last words and the files that it left. */
export function loadExchange(scenario: LoadScenario, { asks, end, startedAt, durationMs, directory }: Made): Exchange {
  const { exitCode, killedBy, lines, summary, seconds, heldUpMs } = end;
  const files = ['k6-summary.json', 'load.html'].filter((name) => existsSync(join(directory, name)));
  return {
    at: startedAt.toISOString(),
    protocol: 'k6',
    asked: `${asks[scenario]?.url}, ${loadBudgets[scenario].ratePerSecond} times a second for ${seconds} s`,
    durationMs: Math.round(durationMs),
    received: { exitCode, killedBy, figures: figuresIn(summary, scenario), wrong: k6Log(lines).faults(scenario) },
    heldUpMs: Math.round(heldUpMs),
    lastLines: lines.filter((line) => line.trim() !== '').slice(-lastLines),
    files: files.map((name) => join(basename(directory), name)),
  };
}

function figuresIn(summary: string | undefined, scenario: LoadScenario): LoadFigures | null {
  try {
    return summary === undefined ? null : loadFigures(summary)(scenario);
  } catch {
    return null;
  }
}
