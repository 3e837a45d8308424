import { redactor } from '../harness/redact.ts';

/** Names this process by its words without the secrets in them: everybody on a machine can read the arguments of a process. */
export function nameProcess(words: readonly string[]): void {
  process.title = redactor([])(['medcor-verify', ...words].join(' '));
}
