import { styleText } from 'node:util';

/** What decides how a person can be told something, as the environment has it. */
export type Surroundings = {
  /** Continuous integration keeps what is written: nothing is redrawn or wrapped there, whatever the stream says. */
  ci: boolean;
  terminal: {
    /** TERM=dumb: it cannot move the cursor. */
    dumb: boolean;
    /** False where the locale says that it cannot show more than ASCII. */
    unicode: boolean;
  };
  /** The verdict is told as annotations too. */
  githubActions: boolean;
};

/** A stream that a person reads, now or in a log. */
export type Terminal = {
  /** Lines can be redrawn in place. */
  isLive: boolean;
  /** Characters a line; undefined where nothing is to be wrapped, so that a log can be searched line by line. */
  columns: number | undefined;
  rows: number;
  /** Colours only where the stream is a terminal that has them and NO_COLOR is not set. */
  paint: (format: Parameters<typeof styleText>[0], text: string) => string;
  write: (text: string) => void;
  stream: NodeJS.WritableStream;
};

/** Lines longer than this tire a reader, however wide the window is. */
const longestLine = 120;

export function terminalOf(stream: NodeJS.WritableStream, { ci, terminal }: Surroundings = nothingSpecial): Terminal {
  const { isTTY = false, columns = 0, rows = 0 } = stream as Partial<NodeJS.WriteStream>;
  const isTerminal = isTTY && !ci;
  const shown = isTTY && !terminal.unicode ? inAscii : (text: string) => text;
  return {
    isLive: isTerminal && !terminal.dumb,
    // A terminal that does not know its width says 0.
    columns: isTerminal && columns > 0 ? Math.min(columns, longestLine) : undefined,
    rows: rows > 0 ? rows : 24,
    paint: (format, text) => styleText(format, text, { stream }),
    write: (text) => void stream.write(shown(text)),
    stream,
  };
}

export const nothingSpecial: Surroundings = {
  ci: false,
  terminal: { dumb: false, unicode: true },
  githubActions: false,
};

/** Our own signs; what a target says in another script stays as it is. */
const inAscii = (text: string): string => text.replaceAll(/[✓✗○…—–·]/g, (sign) => ascii[sign] ?? '?');

const ascii: Readonly<Record<string, string>> = {
  '✓': '+',
  '✗': 'x',
  '○': 'o',
  '…': '...',
  '—': '-',
  '–': '-',
  '·': ',',
};
