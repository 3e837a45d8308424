/** The named variables; throws one sentence that names all that are missing. */
export function readEnvironment<Name extends string>(
  environment: Readonly<Record<string, string | undefined>>,
  names: readonly Name[],
): Record<Name, string> {
  const missing = names.filter((name) => environment[name] === undefined || environment[name] === '');
  if (missing.length > 0) {
    throw new Error(`Not set: ${missing.join(', ')}. contract/program-environment.ts says what each program needs.`);
  }
  return Object.fromEntries(names.map((name) => [name, environment[name]])) as Record<Name, string>;
}
