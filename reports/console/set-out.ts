import { labelWidth, type Story, type StoryLine } from '../story.ts';
import type { Terminal } from './terminal.ts';
import { phrase, widthOf, wrap } from './wrap.ts';

/** A story as a person reads it: the title, then the labels in a column of their own and the texts beside them. */
export const setOutStory = (story: Story, colour: Colour, terminal: Terminal): string =>
  [
    ...wrap(`${story.mark} ${story.title.join('   ')}`, { columns: terminal.columns, indent: 2, piece: phrase })
      .map(hanging)
      .map((line) => terminal.paint(['bold', colour], line)),
    ...story.lines.flatMap((line) => setOutLine(line, terminal)),
  ].join('\n');

type Format = Parameters<Terminal['paint']>[0];
type Colour = 'red' | 'yellow' | 'magenta';

/** Where it wraps it goes on below its own beginning. */
export const setOutTitle = (text: string, format: Format, { columns, paint }: Terminal): string[] =>
  wrap(text, { columns, indent: 2 })
    .map(hanging)
    .map((line) => paint(format, line));

const hanging = (line: string, index: number) => (index === 0 ? line : `  ${line}`);

export function setOutLine([label, text]: StoryLine, { columns, paint }: Terminal): string[] {
  const [first = '', ...others] = partsOf(label, text, columns);
  return [
    `  ${paint('dim', label.padEnd(labelWidth))} ${first}`,
    ...others.map((line) => `${' '.repeat(indent)}${line}`),
  ];
}

const indent = 2 + labelWidth + 1;

/** A command stays in one piece, so that it can be copied: the terminal wraps it by itself. */
function partsOf(label: string, text: string, columns: number | undefined): string[] {
  if (columns === undefined || uncut.has(label)) return [text];
  if (label === 'remedy') return text.split(/(?<=;) /);
  return wrap(text, { columns, indent });
}

const uncut = new Set(['again', 'evidence', 'report']);

/**
 * Lines as a person reads them on a terminal: each goes on below its own beginning, a word whole. A line that is a command stays in one
 * piece, so that it can be copied; so does every line where there is no terminal, since logs and programs are read line by line.
 */
export const setOutLines = (lines: readonly string[], { columns }: Pick<Terminal, 'columns'>): string[] =>
  lines
    .flatMap((line) => line.split('\n'))
    .flatMap((line) => {
      if (columns === undefined || widthOf(line) <= columns || command.test(line)) return [line];
      const [, begins = '', item = ''] = /^( *)(\d+ +|[✗✓!○~-] )?/.exec(line) ?? [];
      const hangs = begins.length + (item === '' ? 2 : item.length);
      // What is numbered is a row of cells.
      const room = { columns, indent: hangs, ...(/\d/.test(item) ? { piece: phrase } : {}) };
      const [first = '', ...others] = wrap(line.slice(begins.length), room);
      return [`${begins}${first}`, ...others.map((other) => `${' '.repeat(hangs)}${other}`)];
    });

const command = /^ *(?:\.\/|\/|docker |kill |tail |sudo )/;
