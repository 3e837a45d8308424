export type Redact = (text: string) => string;

/** Shorter values ("guest", "5672") are words that a report must be able to say. */
const shortestSecret = 6;

/**
 * Removes the given secrets from a text wherever they appear as they are, URL-encoded, in base64 or in base64url, and whatever stands
 * between `://user:` and `@` or looks like a signed token.
 */
export function redactor(secrets: Iterable<string>): Redact {
  const forms = new Set<string>();
  for (const secret of secrets) {
    if (secret.length < shortestSecret) continue;
    const bytes = Buffer.from(secret);
    for (const form of [secret, encodeURIComponent(secret), bytes.toString('base64'), bytes.toString('base64url')])
      forms.add(form);
  }
  const longestFirst = [...forms].sort((left, right) => right.length - left.length);
  return (text) => {
    let clean = text;
    for (const form of longestFirst) clean = clean.replaceAll(form, removed);
    return clean.replace(userInfo, `$1${removed}@`).replace(signedToken, removed);
  };
}

const removed = '[removed]';
const userInfo = /(\b[a-z][a-z0-9+.-]*:\/\/[^\s:@/]*:)[^\s@/]+@/gi;
const signedToken = /\beyJ[\w-]+\.[\w-]+\.[\w-]*/g;
