import { randomUUID } from 'node:crypto';
import { areaOf } from '../harness/check.ts';
import type { Result } from '../harness/result.ts';
import type { Run } from '../harness/run.ts';
import { causeNamed, causesOf } from '../harness/violation.ts';
import { decides } from '../harness/verdict.ts';
import { areaTally, type AreaTally } from './console/area-line.ts';
import { liveLines } from './console/live-lines.ts';
import { tellProgress, type Known } from './console/progress.ts';
import { setOutLine, setOutStory, setOutTitle } from './console/set-out.ts';
import { nothingSpecial, terminalOf, type Surroundings, type Terminal } from './console/terminal.ts';
import { whatWasNotAsked } from './console/what-was-not-asked.ts';
import { annotationsOf } from './github-annotations.ts';
import { headline, linesBelow } from './headline.ts';
import { printable } from './printable.ts';
import { marks, tellStory } from './story.ts';

/** Tells a run to a person while it goes on: a line an area, then what is not green in full, then the verdict. */
export type ConsoleReport = Disposable & {
  onResult: (result: Result) => void;
  onEnd: (run: Run, report: string) => void;
};

export function consoleReport(
  stream: NodeJS.WritableStream,
  checks: readonly Known[],
  surroundings: Surroundings = nothingSpecial,
): ConsoleReport {
  const terminal = terminalOf(stream, surroundings);
  const totals = Map.groupBy(checks, ({ id }) => areaOf(id));
  const live = liveLines(terminal, [...totals.keys()]);
  const areas = new Map<string, AreaTally>();
  const progress = terminal.isLive ? tellProgress(checks, live.setFooter) : undefined;
  const stop = () => {
    progress?.stop();
    live.end();
  };
  return {
    onResult(result) {
      const { area, id } = result;
      const tally = areas.get(area) ?? areaTally(area, totals.get(area)?.length ?? 0, terminal);
      areas.set(area, tally);
      tally.add(result);
      progress?.answered(id);
      live.set(area, tally.line(), { final: tally.isComplete() });
    },
    onEnd(run, report) {
      stop();
      const texts = [...storiesOf(run, terminal), ...asideOf(run, terminal), verdictOf(run, report, terminal)];
      const lines = texts.flatMap((text) => ['', text]);
      for (const line of surroundings.githubActions ? forGithub(lines, run) : lines) terminal.write(`${line}\n`);
    },
    [Symbol.dispose]: stop,
  };
}

/** What a target says is no command to the runner ("##[…]" is one anywhere in a line); our annotations are. */
function forGithub(lines: readonly string[], run: Run): string[] {
  const token = randomUUID();
  return [`::stop-commands::${token}`, ...lines, `::${token}::`, ...annotationsOf(run)];
}

/** What the target broke, what could not be told, and last what is only a warning. */
function storiesOf(run: Run, terminal: Terminal): string[] {
  const tell = (colour: 'red' | 'magenta' | 'yellow', isMeant: (result: Result) => boolean) =>
    run.results.filter(isMeant).map((result) => setOutStory(tellStory(result, run), colour, terminal));
  return [
    ...tell('red', (result) => decides(result, run)),
    ...tell('magenta', ({ verdict }) => verdict === 'broken'),
    ...tell('yellow', (result) => result.verdict === 'failed' && !result.waived && !decides(result, run)),
  ];
}

/** A line each: known failures, and what was not asked. */
const asideOf = (run: Run, terminal: Terminal): string[] =>
  [...waivedOf(run), ...whatWasNotAsked(run)].map((text) => setOutTitle(text, [], terminal).join('\n'));

const waivedOf = ({ results }: Run): string[] =>
  results.flatMap((result) => {
    if (result.verdict !== 'failed' || !result.waived) return [];
    const { reason, until } = result.waived;
    return [
      `${marks.waived} waived until ${until}, because ${printable(reason)}: ${result.id} (${printable(causesOf(result.violation).map(causeNamed).join(', '))})`,
    ];
  });

function verdictOf(run: Run, report: string, terminal: Terminal): string {
  const colour = run.word === 'verified' ? 'green' : 'red';
  const lines = [...linesBelow(run), ...(report === '' ? [] : [['report', report] as const])];
  return [
    ...setOutTitle(headline(run), ['bold', colour], terminal),
    ...lines.flatMap((line) => setOutLine(line, terminal)),
  ].join('\n');
}
