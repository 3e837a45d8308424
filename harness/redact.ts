export type Redact = (text: string) => string;

/** Shorter values ("guest", "5672") are words that a report must be able to say. */
const shortestSecret = 6;

/** As many characters of a secret in a row are taken for it: whoever cuts a text cuts secrets too. */
const tellingRun = 8;

/** As many suffice where a text breaks off, and no word of ours is likely to begin so. */
const tellingBeginning = 4;

/**
 * Removes the given secrets from a text wherever they or parts of them appear as they are, URL-encoded, escaped as in JSON, in base64
 * or in base64url, and whatever is a secret by its place in an address or looks like a signed token.
 */
export function redactor(secrets: Iterable<string>): Redact {
  const { runs, lengths, beginnings } = partsOf(formsOf(secrets));
  const isSecret = (text: string, from: number, length: number) => runs.has(text.slice(from, from + length));
  const longestRunAt = (text: string, from: number) => lengths.find((length) => isSecret(text, from, length)) ?? 0;
  const withoutBeginning = (text: string) => {
    for (let length = tellingRun - 1; length >= tellingBeginning; length -= 1)
      if (beginnings.has(text.slice(-length))) return `${text.slice(0, -length)}${removed}`;
    return text;
  };
  return (text) => {
    const clean = withoutRuns(text, (from) => longestRunAt(text, from));
    const uncut = clean.split(breakOff).map((part, index) => (index % 2 === 0 ? withoutBeginning(part) : part));
    return byPlace.reduce((told, [place, replacement]) => told.replace(place, replacement), uncut.join(''));
  };
}

/** Whether a parameter of an address holds a secret, by its name. */
export const isSecretName = (name: string): boolean => new RegExp(`^${secretName}$`, 'i').test(name);

function formsOf(secrets: Iterable<string>): Set<string> {
  const forms = new Set<string>();
  for (const secret of secrets) {
    if (secret.length < shortestSecret) continue;
    const bytes = Buffer.from(secret);
    const escaped = [encodeURIComponent(secret.toWellFormed()), JSON.stringify(secret).slice(1, -1)];
    for (const form of [secret, ...escaped, bytes.toString('base64'), bytes.toString('base64url')]) forms.add(form);
  }
  return forms;
}

/** Sets, so that the time for a text does not grow with the secrets: 10 kB take about a millisecond. */
function partsOf(forms: Iterable<string>) {
  const runs = new Set<string>();
  const beginnings = new Set<string>();
  for (const form of forms) {
    const length = Math.min(form.length, tellingRun);
    for (let from = 0; from + length <= form.length; from += 1) runs.add(form.slice(from, from + length));
    for (let end = tellingBeginning; end < length; end += 1) beginnings.add(form.slice(0, end));
  }
  const lengths = [...new Set([...runs].map((run) => run.length))].sort((left, right) => right - left);
  return { runs, lengths, beginnings };
}

/** Runs that overlap or touch are one secret. */
function withoutRuns(text: string, runAt: (from: number) => number): string {
  let clean = '';
  let told = 0;
  let secretEnd = -1;
  for (let from = 0; from < text.length; from += 1) {
    const length = runAt(from);
    if (length > 0) {
      if (from > secretEnd) clean += `${text.slice(told, from)}${removed}`;
      secretEnd = Math.max(secretEnd, from + length);
      told = secretEnd;
    }
  }
  return clean + text.slice(told);
}

const removed = '[removed]';
const secretName =
  '(?:pass|passwd|password|pwd|sslpassword|(?:access|api|auth)?[_-]?(?:key|token)|(?:client)?[_-]?secret)';

/** An ellipsis, maybe outside of quotation marks, and the end of a quotation that ends the text. */
const breakOff = /("?…|"$)/;

const byPlace: [place: RegExp, replacement: string][] = [
  // A password; a user name alone is a token in web and Redis addresses, and a name elsewhere.
  [/(\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s:@/]*:)[^\s/"<>]+@/gi, `$1${removed}@`],
  [/(\b(?:https?|rediss?):\/\/)[^\s:@/"<>]+:?@/gi, `$1${removed}@`],
  [new RegExp(`([?&]${secretName}=)[^\\s&#"'<>]+`, 'gi'), `$1${removed}`],
  // However much of it is there.
  [/\beyJ[\w-]{5,}(?:\.[\w-]*){0,2}/g, removed],
];
