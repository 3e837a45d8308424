import { redactorOfErrors, tellError } from './tell-error.ts';

/**
 * Tells what reaches nobody (a warning of a library, an error that is thrown in a callback, a promise that is rejected behind our back)
 * like everything else: without secrets, and such an error as our own trouble. Node would print it as it is, and end with 1: "violated".
 */
export function tellWhatEscapes(known: Iterable<string>): void {
  // None where a person has turned warnings off.
  if (process.listenerCount('warning') > 0) {
    process.removeAllListeners('warning');
    process.on('warning', ({ name, message }) => void tellWarning(`${name}: ${message}`, known));
  }
  process.on('uncaughtException', (error) => void endWith(error, known));
}

async function endWith(error: unknown, known: Iterable<string>): Promise<void> {
  process.exit(await tellError(error, { known }));
}

async function tellWarning(warning: string, known: Iterable<string>): Promise<void> {
  const redact = await redactorOfErrors({ known }).catch(() => undefined);
  // An error that left here would be told by the way that has just failed, and so on for ever.
  if (redact) process.stderr.write(`${redact(warning)}\n`);
}
