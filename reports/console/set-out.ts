import { labelWidth, type Story, type StoryLine } from '../story.ts';
import type { Terminal } from './terminal.ts';
import { wrap } from './wrap.ts';

/** A story as a person reads it: the title, then the labels in a column of their own and the texts beside them. */
export const setOutStory = (story: Story, colour: Colour, terminal: Terminal): string =>
  [
    ...setOutTitle(`${story.mark} ${story.title.join('   ')}`, ['bold', colour], terminal),
    ...story.lines.flatMap((line) => setOutLine(line, terminal)),
  ].join('\n');

export type Colour = 'green' | 'red' | 'yellow' | 'magenta' | 'cyan';

/** Where it wraps it goes on below its own beginning. */
export function setOutTitle(
  text: string,
  format: Parameters<Terminal['paint']>[0],
  { columns, paint }: Terminal,
): string[] {
  const [first = '', ...others] = wrap(text, { columns, indent: 2 });
  return [first, ...others.map((line) => `  ${line}`)].map((line) => paint(format, line));
}

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
