import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { printable } from '../printable.ts';

/** What passed between us and the target while a check was asked, as far as the page shows it; `more` is left to the file. */
export type Evidence = { file: string; exchanges: readonly Shown[]; more: number };
type Shown = { asked: string; took: string; details: string };

/** A page of all evidence there is would be too heavy for a phone. */
const exchangesShown = 20;
const detailsLength = 4000;
const shortLine = 100;
const pageLength = 2_000_000;

/** Reads evidence from the run's folder until the page holds as much as it should. */
export function evidenceReader(directory: string): (file: string) => Evidence {
  let room = pageLength;
  return (file) => {
    const lines = readFileSync(join(directory, file), 'utf8').trimEnd().split('\n');
    const exchanges: Shown[] = [];
    for (const line of lines.slice(0, exchangesShown)) {
      const shown = show(line);
      room -= shown.asked.length + shown.details.length;
      if (room < 0) break;
      exchanges.push(shown);
    }
    return { file, exchanges, more: lines.length - exchanges.length };
  };
}

function show(line: string): Shown {
  const { asked, at, protocol, durationMs, ...rest } = JSON.parse(line) as Record<string, unknown>;
  return {
    asked: printable(`${String(protocol)}: ${String(asked)}`),
    took: `${String(durationMs)} ms at ${String(at).slice('YYYY-MM-DDT'.length)}`,
    details: cut(Object.keys(rest).length === 0 ? '' : readable(rest)),
  };
}

/** What is short needs no line for each of its braces. */
function readable(details: unknown): string {
  const inOneLine = printable(JSON.stringify(details));
  return inOneLine.length <= shortLine
    ? inOneLine
    : JSON.stringify(details, null, 2).split('\n').map(printable).join('\n');
}

const cut = (text: string) =>
  text.length <= detailsLength
    ? text
    : `${text.slice(0, detailsLength)}… (${text.length - detailsLength} characters more)`;
