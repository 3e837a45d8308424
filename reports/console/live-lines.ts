import { clearScreenDown, moveCursor } from 'node:readline';
import { stripVTControlCharacters } from 'node:util';
import type { Terminal } from './terminal.ts';

/** Lines that are redrawn in place on a terminal; elsewhere each is written once, when it is final. */
export type LiveLines = {
  set: (key: string, text: string, options: { final: boolean }) => void;
  /** A line below all others for as long as the lines live; nowhere but on a terminal. */
  setFooter: (text: string) => void;
  /** Writes below the lines, which stay as they are from now on. */
  end: () => void;
};

export const liveLines = (terminal: Terminal): LiveLines => (terminal.isLive ? redrawn(terminal) : inOrder(terminal));

function redrawn({ stream, columns, rows, write }: Terminal): LiveLines {
  const lines = new Map<string, string>();
  let footer: string | undefined;
  let drawn = 0;
  const draw = (shown: readonly string[]) => {
    moveCursor(stream, 0, -drawn);
    clearScreenDown(stream);
    write(shown.map((line) => `${line}\n`).join(''));
    drawn = shown.length;
  };
  const redraw = () =>
    draw(
      [...lines.values(), ...(footer === undefined ? [] : [footer])]
        // What has scrolled out of the window cannot be redrawn.
        .slice(-Math.max(1, rows - 1))
        .map((line) => withinEdge(line, columns)),
    );
  return {
    set(key, text) {
      lines.set(key, text);
      redraw();
    },
    setFooter(text) {
      footer = text;
      redraw();
    },
    end() {
      if (drawn === 0) return;
      // Once more without cutting, since nothing has to be redrawn any more.
      draw([...lines.values()].slice(-Math.max(1, rows - 1)));
      lines.clear();
      footer = undefined;
      drawn = 0;
    },
  };
}

/** A line that wraps would shift all that follow: a longer one loses its colours and its end. */
const withinEdge = (line: string, columns: number | undefined): string => {
  if (columns === undefined) return line;
  const visible = stripVTControlCharacters(line);
  return visible.length < columns ? line : visible.slice(0, columns - 1);
};

const inOrder = ({ write }: Terminal): LiveLines => ({
  set(_key, text, { final }) {
    if (final) write(`${text}\n`);
  },
  setFooter() {},
  end() {},
});
