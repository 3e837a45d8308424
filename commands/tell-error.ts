import { CommanderError } from 'commander';
import { sentenceOf } from '../harness/outcome-of-error.ts';
import { redactor } from '../harness/redact.ts';
import { UsageError } from '../harness/usage-error.ts';
import { exitCodes } from '../harness/verdict.ts';
import { readEnvironment } from '../targets/read-environment.ts';
import { secretsInVariables } from '../targets/secrets-in-variables.ts';

type TellOptions = {
  /** Secrets that have become known so far; those of the environment are known from the beginning. */
  known: Iterable<string>;
  variables?: Readonly<Record<string, string | undefined>>;
  stream?: NodeJS.WritableStream;
};

/** Tells why there is no verdict in one sentence, and gives the exit code: 2 for wrong usage, 3 for trouble of our own, which says nothing of the target. */
export function tellError(
  error: unknown,
  { known, variables = readEnvironment().variables, stream = process.stderr }: TellOptions,
): number {
  if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.verified;
  const usage = error instanceof UsageError || error instanceof CommanderError;
  const sentence = error instanceof CommanderError ? `${inOurWords(error)} See --help.` : sentenceOf(error);
  const redact = redactor([...known, ...secretsInVariables(variables)]);
  stream.write(`${usage ? '' : 'Not verified: '}${redact(sentence)}\n`);
  return usage ? exitCodes.usage : exitCodes.incomplete;
}

/** Commander adds a code of its own that helps nobody. */
const inOurWords = ({ message }: CommanderError): string =>
  message
    .replace(/^error: /, '')
    .replaceAll('\n', ' ')
    .replace(/\.?$/, '.');
