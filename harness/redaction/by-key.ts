import { withoutSecretOf } from './header-values.ts';
import { isPatientName, isSecretName } from './names.ts';
import { removed } from './removed.ts';
import { beginsSentence, isOurMark, isSayable } from './sayable-values.ts';

/**
 * Removes what its name calls a secret or a patient's where no object or list holds it: in headers, forms, queries, settings and
 * documents that were cut. What goes on as a sentence ("the password: expired") stays.
 */
export function redactKeys(text: string): string {
  let clean = '';
  let told = 0;
  key.lastIndex = 0;
  for (let match = key.exec(text); match; match = key.exec(text)) {
    const found = match.groups as Key;
    const from = key.lastIndex;
    if (!isTelling(found.name)) continue;
    const value = valueAfter(found, { text, start: match.index, from });
    const replacement = redactedValue(found.name, value);
    if (replacement === undefined) continue;
    clean += text.slice(told, from) + replacement;
    told = from + value.text.length;
    key.lastIndex = told;
  }
  return clean + text.slice(told);
}

/** What the name of a value says of it; undefined where it may be told. */
export function redactField(name: string, value: string): string | undefined {
  // PWD is a password to some programs and the folder of a shell to all.
  if (isSayable(value) || (/^pwd$/i.test(name) && /^[/~]/.test(value))) return undefined;
  if (isSecretName(name)) return withoutSecretOf(name, value);
  return isPatientName(name) && !isOurMark(value) ? removed : undefined;
}

const key =
  /(?<open>\\{0,15}["'])?(?<![\w$-])(?<name>[\w.-]{1,60})(?:\[\d{0,5}\])?(?<close>\\{0,15}["'])?(?<blank>[ \t]{0,9})(?<sign>:|=>|=)(?![:=]|\/\/)(?<gap>[ \t]{0,9})(?<quote>\\{0,15}["'`])?/g;

type Key = { open?: string; name: string; close?: string; blank: string; sign: string; gap: string; quote?: string };

type Value = { text: string; isSentence: boolean };

const isTelling = (name: string): boolean => isSecretName(name) || isPatientName(name);

function redactedValue(name: string, { text, isSentence }: Value): string | undefined {
  return isSentence && beginsSentence(text) ? undefined : redactField(name, text);
}

type Where = { text: string; start: number; from: number };

function valueAfter({ open, name, close, blank, sign, gap, quote }: Key, { text, start, from }: Where): Value {
  if (quote !== undefined) return { text: untilQuote(text, from, quote), isSentence: false };
  if (open !== undefined && open === close) return { text: read(bareWord, text, from), isSentence: true };
  if (sign === ':' && isHeader(name)) {
    const line = read(headerLine, text, from);
    return { text: open === undefined ? line : (line.split(open)[0] ?? ''), isSentence: true };
  }
  const isSetting = sign === ':' ? gap !== '' : blank !== '' || /^[A-Z\d_]+$/.test(name);
  if (isSetting && isLineStart(text, start)) return { text: read(restOfLine, text, from), isSentence: true };
  return { text: read(sign === '=' ? formValue : word, text, from), isSentence: sign !== '=' };
}

/** `X-Api-Key`, and the two that have no hyphen. */
const isHeader = (name: string): boolean => /^(?:[a-z\d]+(?:-[a-z\d]+)+|authorization|cookie)$/i.test(name);

/** Maybe behind what begins an entry of a list, an export or a comment. */
const isLineStart = (text: string, at: number): boolean =>
  /(?:^|[\r\n])[ \t]{0,40}(?:- |export |set |ENV |[;#] ?)?$/.test(text.slice(Math.max(0, at - 50), at));

/** As far as the same quotation mark, or to where the text breaks off. */
function untilQuote(text: string, from: number, quote: string): string {
  const end = text.indexOf(quote, from);
  return end < 0 ? (text.slice(from).split('…')[0] ?? '') : text.slice(from, end);
}

function read(pattern: RegExp, text: string, from: number): string {
  pattern.lastIndex = from;
  return pattern.exec(text)?.[0] ?? '';
}

const bareWord = /[\w.+-]{1,200}/y;
const headerLine = /(?:(?!\\[rn])[^\r\n…])+/y;
const restOfLine = /[^\r\n…]+/y;
const formValue = /[^\s&;,"'`<>(){}…]+/y;
const word = /[^\s,;"'`<>(){}[\]…]+/y;
