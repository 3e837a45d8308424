import { clearScreenDown, moveCursor } from 'node:readline';
import { stripVTControlCharacters } from 'node:util';
import type { Terminal } from './terminal.ts';

/** Lines that are redrawn in place on a terminal; elsewhere each is written once, when it and all before it in `keys` are final. */
export type LiveLines = {
  set: (key: string, text: string, options: { final: boolean }) => void;
  /** A line below all others for as long as the lines live; nowhere but on a terminal. */
  setFooter: (text: string) => void;
  /** Writes below the lines, which stay as they are from now on. */
  end: () => void;
};

export const liveLines = (terminal: Terminal, keys: readonly string[] = []): LiveLines =>
  terminal.isLive ? redrawn(terminal, keys) : inOrder(terminal, keys);

function redrawn({ stream, columns, rows, write }: Terminal, keys: readonly string[]): LiveLines {
  const lines = new Map<string, string>();
  const inTheirOrder = () => [
    ...keys.flatMap((key) => lines.get(key) ?? []),
    ...[...lines].flatMap(([key, line]) => (keys.includes(key) ? [] : [line])),
  ];
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
      [...inTheirOrder(), ...(footer === undefined ? [] : [footer])]
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
      draw(inTheirOrder().slice(-Math.max(1, rows - 1)));
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

function inOrder({ write }: Terminal, keys: readonly string[]): LiveLines {
  const waiting = [...keys];
  const held = new Map<string, string>();
  return {
    set(key, text, { final }) {
      if (!final) return;
      if (!waiting.includes(key)) return write(`${text}\n`);
      held.set(key, text);
      for (let line = held.get(waiting[0] ?? ''); line !== undefined; line = held.get(waiting[0] ?? '')) {
        write(`${line}\n`);
        waiting.shift();
      }
    },
    setFooter() {},
    end() {
      for (const key of waiting.splice(0)) {
        const line = held.get(key);
        if (line !== undefined) write(`${line}\n`);
      }
    },
  };
}
