import { clearScreenDown, moveCursor } from 'node:readline';
import type { WriteStream } from 'node:tty';
import { stripVTControlCharacters } from 'node:util';

/** Lines that are redrawn in place on a terminal; elsewhere each is written once, when it is final. */
export type LiveLines = {
  set: (key: string, text: string, options: { final: boolean }) => void;
  /** Writes below the lines, which stay as they are from now on. */
  end: () => void;
};

export const liveLines = (stream: WriteStream | NodeJS.WritableStream): LiveLines =>
  'isTTY' in stream && stream.isTTY ? onTerminal(stream) : inOrder(stream);

function onTerminal(stream: WriteStream): LiveLines {
  const lines = new Map<string, string>();
  let drawn = 0;
  return {
    set(key, text) {
      lines.set(key, text);
      moveCursor(stream, 0, -drawn);
      clearScreenDown(stream);
      // What has scrolled out of the window cannot be redrawn.
      const shown = [...lines.values()].slice(-Math.max(1, (stream.rows || 24) - 1));
      stream.write(shown.map((line) => `${withinEdge(line, stream.columns)}\n`).join(''));
      drawn = shown.length;
    },
    end() {
      lines.clear();
      drawn = 0;
    },
  };
}

/** A line that wraps would shift all that follow: a longer one loses its colours and its end. No columns: the width is unknown. */
const withinEdge = (line: string, columns: number): string => {
  if (columns < 1) return line;
  const visible = stripVTControlCharacters(line);
  return visible.length < columns ? line : visible.slice(0, columns - 1);
};

const inOrder = (stream: NodeJS.WritableStream): LiveLines => ({
  set(_key, text, { final }) {
    if (final) stream.write(`${text}\n`);
  },
  end() {},
});
