/**
 * JSON whose numbers survive a round trip through JavaScript: Python's 1.0 stays a float and a number of twenty digits keeps
 * them all, as a value that JSON.stringify writes back the way it came.
 */
export const parseExactJson = (text: string): unknown =>
  JSON.parse(text, (_key, value: unknown, context) =>
    typeof value === 'number' && context.source !== undefined && String(value) !== context.source
      ? JSON.rawJSON(context.source)
      : value,
  );

declare global {
  // Shipped in Node 24; TypeScript's library does not know them yet.
  interface JSON {
    parse(text: string, reviver: (key: string, value: unknown, context: { source?: string }) => unknown): unknown;
    rawJSON(text: string): object;
    isRawJSON(value: unknown): boolean;
  }
}
