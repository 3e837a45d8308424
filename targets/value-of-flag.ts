import { UsageError } from '../harness/usage-error.ts';
import { fromEnvironment, type FromEnvironment } from './target.ts';

/** The value of a flag: `env:NAME` stands for what the variable NAME holds, so that a secret need not stand in the list of processes. */
export function valueOfFlag(text: string): string | FromEnvironment {
  if (!text.startsWith('env:')) return text;
  const name = text.slice('env:'.length);
  if (isVariableName(name)) return fromEnvironment(name);
  throw new UsageError(
    '"env:" must be followed by the name of an environment variable, e.g. --broker env:MEDCOR_BROKER.',
  );
}

/** What a shell can set: also keeps a secret that stands where its variable's name belongs out of every sentence. */
export const isVariableName = (name: string): boolean => /^[A-Za-z_]\w*$/.test(name);

/** A variable as it may be told: digits among small letters are no name that anybody would give, and may be the secret itself. */
export const variableCalled = (name: string): string =>
  /[a-z]/.test(name) && /\d/.test(name)
    ? 'an environment variable (its name is not told, since it looks like the secret itself)'
    : `the environment variable ${name}`;
