import { isSecretName } from './names.ts';
import { removed } from './removed.ts';
import { replaced, type Replacement } from './replacements.ts';
import { isSayable } from './sayable-values.ts';

/** Removes what is a secret by where it stands in an address, or by its own look: signed tokens, private keys, tokens of well-known makers. */
export const redactPlaces = (text: string): string =>
  replaced(text, places).replace(parameter, (whole: string, before: string, name: string, value: string) =>
    isSecretParameter(decoded(name)) && !isSayable(value) ? `${before}${name}=${removed}` : whole,
  );

/** Whether a parameter of an address holds a secret, by its name. */
export const isSecretParameter = (name: string): boolean => isSecretName(name) || /^key$/i.test(name);

const places: readonly Replacement[] = [
  // However much of it is there; inside of a longer word it is no token, unless both of its parts begin so.
  {
    sign: /eyJ/,
    pattern:
      /eyJ[\w-]{5,}\.eyJ[\w-]*(?:\.[\w-]*)?|(?:(?<![A-Za-z\d])|(?<=\\[nrt])|(?<=%[\dA-F]{2}))eyJ[\w-]{5,}(?:\.[\w-]*){0,2}/g,
    by: removed,
  },
  {
    sign: /PRIVATE KEY/,
    pattern: /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----(?:(?!-----END)[^])*(?:-----END [A-Z ]{0,40}(?:-----)?)?/g,
    by: removed,
  },
  {
    sign: /gh[pousr]_|github_pat_|glpat-|sk-|xox|AKIA|ASIA/,
    pattern:
      /\b(?:gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|sk-[\w-]{20,}|xox[abeprs]-[\w-]{10,}|(?:AKIA|ASIA)[A-Z\d]{16})/g,
    by: removed,
  },
  // A password; a user name alone is a token in web and Redis addresses, and a name elsewhere.
  {
    sign: /@/,
    pattern: /(\b[a-z][a-z\d+.-]{0,20}:\/\/[^\s:@/"'<>]*:)[^\s/"<>]+@/gi,
    by: `$1${removed}@`,
  },
  { sign: /@/, pattern: /(\b(?:https?|rediss?):\/\/)[^\s:@/"'<>]+:?@/gi, by: `$1${removed}@` },
  // Cut before the host: what stands behind the colon is no port.
  {
    sign: /:\/\//,
    pattern:
      /(\b[a-z][a-z\d+.-]{0,20}:\/\/[^\s:@/"'<>[\]]*:)(?!\d{1,5}(?:…|\.\.\.|$))[^\s:@/"'<>[\]…]+(?=…|\.\.\.|$)/gi,
    by: `$1${removed}`,
  },
  // An address that lacks its scheme, or writes it wrongly: "amqp:/user:password@host", "user:password@host:5672".
  {
    sign: /@/,
    pattern:
      /((?:^|[\s"'`(=/])[\w.%+-]{1,60}:)(?!\/)[^\s:@/"'<>]{1,200}@(?=[\w.-]{1,200}(?::\d{1,5})?(?:[\s/"'`).,;?]|$))/gi,
    by: `$1${removed}@`,
  },
];

const parameter = /([?&])([\w.%[\]-]{1,60})=([^\s&#"'<>]+)/g;

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
