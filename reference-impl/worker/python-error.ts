import { pythonTupleRepr } from './python-repr.ts';

/** An exception as Python would have raised it; a Celery client raises it again by `type` and `module`. */
export class PythonError extends Error {
  override readonly name = 'PythonError';
  readonly type: string;
  readonly module: string;
  readonly arguments: readonly unknown[];

  constructor(type: string, message: string, module = 'builtins') {
    super(message);
    this.type = type;
    this.module = module;
    this.arguments = [message];
  }
}

/** What a task threw, as a Python exception: an error of ours that nobody translated is a RuntimeError. */
export function asPythonError(thrown: unknown): PythonError {
  if (thrown instanceof PythonError) return thrown;
  const error = new PythonError('RuntimeError', thrown instanceof Error ? thrown.message : String(thrown));
  if (thrown instanceof Error && thrown.stack !== undefined) error.stack = thrown.stack;
  return error;
}

/** The exception as a result carries it. */
export const exceptionOf = (error: PythonError) => ({
  exc_type: error.type,
  exc_message: error.arguments,
  exc_module: error.module,
});

export const reprOfError = (error: PythonError): string =>
  `${error.type}${pythonTupleRepr(error.arguments).replace(/,\)$/, ')')}`;

/** The stack in Python's words, outermost call first. */
export function tracebackOf(error: PythonError): string {
  const frames = (error.stack ?? '')
    .matchAll(
      /^ {4}at (?:async )?(?:(?<name>[^\s(]+) )?\(?(?:file:\/\/)?[^)\s]*?(?<file>reference-impl[^:]*):(?<line>\d+):\d+\)?$/gm,
    )
    .map(
      ({ groups }) => `  File "${groups?.['file']}", line ${groups?.['line']}, in ${groups?.['name'] ?? '<module>'}\n`,
    )
    .toArray()
    .toReversed();
  const qualified = error.module === 'builtins' ? error.type : `${error.module}.${error.type}`;
  return `Traceback (most recent call last):\n${frames.join('')}${qualified}: ${error.message}\n`;
}
