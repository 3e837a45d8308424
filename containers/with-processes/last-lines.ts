import type { Readable, Writable } from 'node:stream';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';

const linesKept = 200;

/** What a process said last, and a copy of all of it in a file. */
export class LastLines {
  readonly #copy: Writable;
  readonly #lines: string[] = [];
  #waiting: { line: RegExp; resolve: () => void }[] = [];
  #complete: Promise<unknown> = Promise.resolve();

  constructor(copy: Writable) {
    this.#copy = copy;
    // A full disk must not end the owner; the lines are kept in memory anyway.
    this.#copy.on('error', () => undefined);
  }

  readFrom(...streams: Readable[]): void {
    this.#complete = Promise.all(
      streams.map(
        (stream) =>
          new Promise((resolve) => {
            stream.on('error', () => undefined);
            createInterface({ input: stream })
              .on('line', (line) => this.#add(line))
              .once('close', resolve);
          }),
      ),
    );
  }

  /** Resolves once a line matches; those already said count. */
  has(line: RegExp): Promise<void> {
    if (this.#lines.some((said) => line.test(said))) return Promise.resolve();
    return new Promise((resolve) => {
      this.#waiting.push({ line, resolve });
    });
  }

  all(): string[] {
    return [...this.#lines];
  }

  /** Resolves once all is read that an ended process said. A grandchild that holds its output open is not waited for. */
  async complete(): Promise<void> {
    await Promise.race([this.#complete, pause(200, undefined, { ref: false })]);
  }

  close(): void {
    this.#copy.end();
  }

  #add(line: string): void {
    this.#lines.push(line);
    if (this.#lines.length > linesKept) this.#lines.shift();
    this.#copy.write(`${line}\n`);
    this.#waiting = this.#waiting.filter(({ line: wanted, resolve }) => {
      if (!wanted.test(line)) return true;
      resolve();
      return false;
    });
  }
}
