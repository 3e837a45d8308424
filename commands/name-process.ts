/** Names this process by its words without the secrets in them: everybody on a machine can read the arguments of a process. */
export async function nameProcess(words: readonly string[]): Promise<void> {
  const title = ['medcor-verify', ...words].join(' ');
  process.title = mayHoldSecret.test(title) ? (await loadRedactor())([])(title) : title;
}

/** An address, a value, or an option that is called like a secret. */
const mayHoldSecret = /[@=:?]|pass|token|secret|key/i;

/** Not loaded where there is nothing to redact: `--help` would take a third longer. */
const loadRedactor = async () => (await import('../harness/redact.ts')).redactor;
