export type Found = {
  id: string;
  /** The way through the document: `settings.DATABASE_URL`. */
  where: string;
  /** "a password in an address" */
  what: string;
};

/** What a document holds that nobody should read, by where it stands. A text that is no JSON is one value. */
export function secretsIn(text: string): Found[] {
  return valuesIn(parsed(text)).flatMap(({ path, value }) => {
    const sign = signs.find(({ in: place, pattern }) => pattern.test(place === 'name' ? (path.at(-1) ?? '') : value));
    if (!sign || (sign.in === 'name' && isNothing(value))) return [];
    return [{ id: sign.id, what: sign.what, where: path.join('.') || 'its beginning' }];
  });
}

type Sign = { in: 'name' | 'value'; pattern: RegExp; id: string; what: string };

const signs: readonly Sign[] = [
  {
    in: 'value',
    // Not what stands in place of a password: kombu writes **, others ***, xxx or [removed].
    pattern: /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:(?!(?:[*•…x]+|%2A(?:%2A)*|\[[^\]@]*\]|<[^>@]*>)@)[^\s/@]+@/i,
    id: 'tells-a-password',
    what: 'a password in an address',
  },
  { in: 'value', pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----/, id: 'tells-a-key', what: 'a private key' },
  {
    in: 'name',
    pattern: /(^|_|-)(pass(word|wd)?|secret(_?key)?|api_?key|private_?key|access_?key|token)$/i,
    id: 'tells-a-secret',
    what: 'a value by the name of a secret',
  },
  {
    in: 'value',
    pattern: /Traceback \(most recent call last\)|^\s+File ".+", line \d+|\n\s+at .+:\d+:\d+\)?/m,
    id: 'tells-a-stack-trace',
    what: 'a stack trace',
  },
];

/** A password that is not there, or was taken out. */
const isNothing = (value: string): boolean =>
  /^\s*$|^(null|none|false|true|ok|set|unset|present|missing|configured|valid|invalid|up|down|[*•…x]+|\[.*\]|<.*>|\d{1,3})$/i.test(
    value,
  );

type Value = { path: string[]; value: string };

function valuesIn(value: unknown, path: string[] = []): Value[] {
  if (typeof value !== 'object' || value === null) return [{ path, value: String(value) }];
  return Object.entries(value).flatMap(([name, below]) => valuesIn(below, [...path, name]));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
