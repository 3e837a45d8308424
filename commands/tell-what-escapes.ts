import { redactor } from '../harness/redact.ts';
import { readEnvironment } from '../targets/read-environment.ts';
import { secretsInVariables } from '../targets/secrets-in-variables.ts';
import { tellError } from './tell-error.ts';

/**
 * Tells what reaches nobody (a warning of a library, an error that is thrown in a callback, a promise that is rejected behind our back)
 * like everything else: without secrets, and such an error as our own trouble. Node would print it as it is, and end with 1: "violated".
 */
export function tellWhatEscapes(known: Iterable<string>): void {
  // None where a person has turned warnings off.
  if (process.listenerCount('warning') > 0) {
    process.removeAllListeners('warning');
    process.on('warning', ({ name, message }) => {
      const redact = redactor([...known, ...secretsInVariables(readEnvironment().variables)]);
      process.stderr.write(`${name}: ${redact(message)}\n`);
    });
  }
  process.on('uncaughtException', (error) => process.exit(tellError(error, { known })));
}
