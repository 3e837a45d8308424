import { removed } from './removed.ts';
import { isSayable } from './sayable-values.ts';

/** The value of a header or field that holds a secret, without it: the scheme of an authorization and the names and attributes of cookies stay. */
export function withoutSecretOf(name: string, value: string): string {
  if (/cookie/i.test(name) && value.includes('=')) return withoutCookies(value);
  const [scheme] = /^\s*(?:Basic|Bearer|Digest|Negotiate|NTLM|Token|ApiKey|JWT)\s+(?=\S)/i.exec(value) ?? [''];
  return isSayable(value.slice(scheme.length)) ? value : `${scheme}${removed}`;
}

const withoutCookies = (value: string): string =>
  value.replaceAll(/(^|[;,]\s*)([^=;,\s]+)=([^;]*)/g, (pair: string, before: string, name: string, told: string) =>
    attributes.test(name) || isSayable(told) ? pair : `${before}${name}=${removed}`,
  );

const attributes = /^(?:path|expires|max-age|samesite|domain|priority|version)$/i;
