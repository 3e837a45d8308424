import { CommanderError } from 'commander';
import { sentenceOf } from '../harness/outcome-of-error.ts';
import type { Redact } from '../harness/redact.ts';
import { UsageError } from '../harness/usage-error.ts';
import { exitCodes } from '../harness/verdict.ts';

type Knowing = {
  /** Secrets that have become known so far; those of the environment are known from the beginning. */
  known: Iterable<string>;
  variables?: Readonly<Record<string, string | undefined>>;
};

/** Tells why there is no verdict in one sentence, and gives the exit code: 2 for wrong usage, 3 for trouble of our own, which says nothing of the target. */
export async function tellError(
  error: unknown,
  { stream = process.stderr, ...knowing }: Knowing & { stream?: NodeJS.WritableStream },
): Promise<number> {
  if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.verified;
  const usage = error instanceof UsageError || error instanceof CommanderError;
  const sentence = error instanceof CommanderError ? `${inOurWords(error)} See --help.` : sentenceOf(error);
  const redact = await redactorOrNothing(knowing);
  stream.write(`${usage ? '' : 'Not verified: '}${redact(sentence)}\n`);
  return usage ? exitCodes.usage : exitCodes.incomplete;
}

/** Loaded when there is something to tell: most commands end without an error. */
export async function redactorOfErrors({ known, variables }: Knowing): Promise<Redact> {
  const [{ redactor }, { secretsInVariables }, { readEnvironment }] = await Promise.all([
    import('../harness/redact.ts'),
    import('../targets/secrets-in-variables.ts'),
    import('../targets/read-environment.ts'),
  ]);
  return redactor([...known, ...secretsInVariables(variables ?? readEnvironment().variables)]);
}

/** Where what removes secrets cannot be loaded (no file descriptor is left, a file is gone), nothing of an error may be told. */
async function redactorOrNothing(knowing: Knowing): Promise<Redact> {
  try {
    return await redactorOfErrors(knowing);
  } catch (error) {
    const { code, name } = error as NodeJS.ErrnoException;
    return () => `what removes secrets from an error could not be loaded (${code ?? name}), so it is not shown`;
  }
}

/** Commander adds a code of its own that helps nobody. */
function inOurWords({ code, message }: CommanderError): string {
  if (code === 'commander.help') return 'There is no such command: those that there are stand above.';
  const [, command, word] = stackCalledByItsName.exec(message) ?? [];
  if (command !== undefined) return `A stack is called by --name: ./medcor-verify ${command} --name ${word}.`;
  return message
    .replace(/^error: /, '')
    .replaceAll('\n', ' ')
    .replace(/\.?$/, '.');
}

const stackCalledByItsName =
  /^error: too many arguments for '(up|down|status)'\. Expected 0 arguments but got 1: ([\w-]+)\.$/;
