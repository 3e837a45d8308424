import { CommanderError } from 'commander';
import { sentenceOf } from '../harness/outcome-of-error.ts';
import { redactor } from '../harness/redact.ts';
import { UsageError } from '../harness/usage-error.ts';
import { exitCodes } from '../harness/verdict.ts';

/** Tells why there is no verdict in one sentence, and gives the exit code: 2 for wrong usage, 3 for trouble of our own, which says nothing of the target. */
export function tellError(error: unknown): number {
  if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.verified;
  const usage = error instanceof UsageError || error instanceof CommanderError;
  const sentence = error instanceof CommanderError ? `${inOurWords(error)} See --help.` : sentenceOf(error);
  // No target is known yet whose secrets could be removed by value: those in addresses are found by their place.
  process.stderr.write(`${usage ? '' : 'Not verified: '}${redactor([])(sentence)}\n`);
  return usage ? exitCodes.usage : exitCodes.incomplete;
}

/** Commander adds a code of its own that helps nobody. */
const inOurWords = ({ message }: CommanderError): string =>
  message
    .replace(/^error: /, '')
    .replaceAll('\n', ' ')
    .replace(/\.?$/, '.');
