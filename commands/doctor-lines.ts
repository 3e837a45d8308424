import type { DoctorRow } from '../containers/prerequisites/doctor.ts';
import type { Reach } from '../fixtures/reach/reach.ts';
import type { Terminal } from '../reports/console/terminal.ts';
import { widthOf, wrap } from '../reports/console/wrap.ts';
import { marks } from '../reports/story.ts';
import type { Reached } from './reached.ts';

/** The table of prerequisites: one line each, and below what is missing the commands that bring it. */
export function prerequisiteLines(rows: readonly DoctorRow[], terminal: Terminal): string[] {
  const heading = [...cellsOf({ name: 'prerequisite', purpose: 'for', needed: 'needed' }), 'found'].join('');
  return [terminal.paint('bold', `  ${heading}`), ...rows.flatMap((row) => linesOf(row, terminal))];
}

function linesOf(row: DoctorRow, { columns, paint }: Terminal): string[] {
  const { found = '', version = '', missing, howToGet = [] } = row;
  const cells = cellsOf(row).join('');
  if (missing === undefined) {
    const before = `${cells}${version.padEnd(versionWidth)}`;
    const room = columns === undefined ? undefined : columns - 2 - widthOf(before);
    return [`${paint('green', marks.passed)} ${before}${paint('dim', shortened(found, room))}`];
  }
  const indent = 2 + widthOf(cells);
  const [first = '', ...others] = wrap(`missing: ${missing}`, { columns, indent });
  return [
    `${paint('red', marks.failed)} ${cells}${first}`,
    ...others.map((line) => `${' '.repeat(indent)}${line}`),
    // In one piece each, so that they can be copied.
    ...howToGet.map((command) => `    ${command}`),
  ];
}

const versionWidth = 15;

const cellsOf = ({ name, purpose, needed }: { name: string; purpose: string; needed: string }): string[] => [
  name.padEnd(26),
  purpose.padEnd(13),
  needed.padEnd(8),
];

/** The end of a path tells more than its middle. */
function shortened(path: string, room: number | undefined): string {
  if (room === undefined || path.length <= room) return path;
  return `…${path.slice(-Math.max(room - 1, 8))}`;
}

/** What can be reached from here: a title for each surface, what was seen on the way, and where it was not reached why and what to do. */
export function reachLines({ target, surfaces, unset }: Reached, terminal: Terminal): string[] {
  const { paint } = terminal;
  const offered = surfaces.filter((each) => 'where' in each);
  return [
    paint('bold', `What of ${target} can be reached from here`),
    ...surfaces.flatMap((each) =>
      'where' in each
        ? linesOfReach(each, terminal)
        : labelled(
            `${paint('cyan', marks.skipped)} ${each.surface}`,
            each.surface,
            `not offered: ${each.notOffered}`,
            terminal,
          ),
    ),
    ...unset.flatMap((each) => linesOfUnset(each, terminal)),
    '',
    ...sumOf(offered).map((line) => paint('bold', line)),
  ];
}

const linesOfUnset = ({ variable, purpose }: Reached['unset'][number], terminal: Terminal): string[] =>
  labelled(
    `${terminal.paint('magenta', marks.broken)} not set`,
    'not set',
    `${variable}, which holds ${purpose}: a run needs it`,
    terminal,
  );

function linesOfReach({ surface, where, steps, problem }: Reach, terminal: Terminal): string[] {
  const { paint } = terminal;
  const mark =
    problem === undefined
      ? paint('green', marks.passed)
      : problem.whose === 'ours'
        ? paint('magenta', marks.broken)
        : paint('red', marks.failed);
  const seen = steps.map((step) => step.seen).join(' · ');
  return [
    ...labelled(`${mark} ${surface}`, surface, where, terminal),
    ...(seen === '' ? [] : labelled('  ', '', paint('dim', seen), terminal)),
    ...(problem === undefined
      ? []
      : labelled(`  ${whys[problem.whose]}`, whys[problem.whose], problem.sentence, terminal)),
    ...whatToDo(problem?.toDo, terminal),
  ];
}

/** A command a line, so that each can be copied. */
function whatToDo(toDo: string | undefined, terminal: Terminal): string[] {
  const [first, ...others] = toDo?.split(/(?<=;) /) ?? [];
  if (first === undefined) return [];
  return [
    ...labelled('  to do', 'to do', first, terminal),
    ...others.flatMap((each) => labelled('  ', '', each, terminal)),
  ];
}

const whys = { target: 'why', ours: 'why (ours)' } as const;

const labelWidth = 12;

/** `shown` may hold colours, which take no room; `label` is the same without. */
function labelled(shown: string, label: string, text: string, { columns }: Terminal): string[] {
  const indent = 2 + labelWidth;
  const [first = '', ...others] = wrap(text, { columns, indent });
  return [
    `${shown}${' '.repeat(labelWidth - label.length)}${first}`,
    ...others.map((line) => `${' '.repeat(indent)}${line}`),
  ];
}

function sumOf(offered: readonly Reach[]): string[] {
  const reached = offered.filter(({ problem }) => problem === undefined).length;
  const names = (whose: 'target' | 'ours') =>
    offered.filter(({ problem }) => problem?.whose === whose).map(({ surface }) => surface);
  const [target, ours] = [names('target'), names('ours')];
  return [
    `${reached} of ${offered.length} reached.`,
    ...(target.length > 0 ? [`Not reached: ${target.join(', ')}.`] : []),
    ...(ours.length > 0 ? [`Could not be told, for trouble on our own side: ${ours.join(', ')}.`] : []),
  ];
}
