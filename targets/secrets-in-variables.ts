import { isSecretName } from '../harness/redact.ts';
import { addressesIn, secretsIn } from './secrets-of.ts';

/** What the environment calls a secret, and the passwords in its addresses: no error of ours or of a library may tell them. */
export const secretsInVariables = (variables: Readonly<Record<string, string | undefined>>): string[] =>
  Object.entries(variables).flatMap(([name, value = '']) =>
    addressesIn(value)
      .flatMap(secretsIn)
      .concat(isSecretName(name) && !isPath(value) ? [value] : []),
  );

/** `PWD` and the files in which keys are kept are called like secrets. */
const isPath = (value: string): boolean => /^[~.]{0,2}(?:\/[\w.@+-]+)+\/?$/.test(value);
