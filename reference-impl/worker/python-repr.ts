/** A JSON value as Python's repr() writes it: what Celery puts into events, error replies and `argsrepr`. */
export function pythonRepr(value: unknown): string {
  if (value === null || value === undefined) return 'None';
  if (value === true) return 'True';
  if (value === false) return 'False';
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return `[${value.map(pythonRepr).join(', ')}]`;
  if (typeof value === 'object' && !JSON.isRawJSON(value)) {
    return `{${Object.entries(value)
      .map(([key, item]) => `${quoted(key)}: ${pythonRepr(item)}`)
      .join(', ')}}`;
  }
  return JSON.stringify(value);
}

/** Positional arguments as Celery writes them: a tuple. */
export const pythonTupleRepr = (values: readonly unknown[]): string =>
  `(${values.map(pythonRepr).join(', ')}${values.length === 1 ? ',' : ''})`;

const longestRepr = 1024;

/** Cut where Celery cuts what goes into headers and events. */
export const shortened = (repr: string): string =>
  repr.length > longestRepr ? `${repr.slice(0, longestRepr - 3)}...` : repr;

/** Prefers single quotes, as Python does. */
function quoted(text: string): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t');
  return escaped.includes("'") && !escaped.includes('"') ? `"${escaped}"` : `'${escaped.replaceAll("'", "\\'")}'`;
}
