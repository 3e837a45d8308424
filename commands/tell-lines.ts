import { setOutLines } from '../reports/console/set-out.ts';
import { terminalOf } from '../reports/console/terminal.ts';
import { readEnvironment } from '../targets/read-environment.ts';

/** Writes lines for a person: on a terminal none is wider than that, elsewhere each is as it is. */
export function tellLines(
  lines: readonly string[],
  environment = readEnvironment(),
  stream: NodeJS.WriteStream = process.stdout,
): void {
  const terminal = terminalOf(stream, environment);
  terminal.write(
    setOutLines(lines, terminal)
      .map((line) => `${line}\n`)
      .join(''),
  );
}
