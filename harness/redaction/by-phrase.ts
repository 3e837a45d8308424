import { redactField } from './by-key.ts';
import { removed } from './removed.ts';
import { beginsSentence, isSayable } from './sayable-values.ts';

/** Removes secrets and a patient's data that a phrase around them gives away: options of commands, SQL, pages, words such as "with password". */
export function redactPhrases(text: string): string {
  let clean = text;
  for (const { sign, pattern, redact } of phrases) {
    if (!sign.test(clean)) continue;
    clean = clean.replace(pattern, (...match) => {
      const { before, name = '', value } = match.at(-1) as Groups;
      const told = redact(name, value);
      return told === undefined ? match[0] : `${before}${told}`;
    });
  }
  return clean;
}

type Groups = { before: string; name?: string; value: string };

type Phrase = {
  /** What is there wherever the phrase is: looking for it takes a tenth of the time. */
  sign: RegExp;
  pattern: RegExp;
  /** The value in other words; undefined where it may be told. */
  redact: (name: string, value: string) => string | undefined;
};

const phrases: readonly Phrase[] = [
  // An option of a command.
  {
    sign: /--/,
    pattern: /(?<before>(?<![\w-])--(?<name>[a-z][\w-]{2,40})[ \t]{1,9})(?<value>(?!-)[^\s,;"'`<>(){}[\]…]+)/gi,
    redact: (name, value) => (beginsSentence(value) ? undefined : redactField(name, value)),
  },
  // Quoted after its name; a parser's unexpected token is none.
  {
    sign: /["'`]/,
    pattern:
      /(?<before>(?<!\bunexpected )\b(?<name>pass(?:word|wd|phrase)|token|secret|api[ _-]?key|cookie|session[ _-]?id)(?: of| is| was| value)?[ \t]{1,3}(?<quote>\\?["'`]))(?<value>(?:(?!\k<quote>)[^\r\n]){6,400}?)(?=\k<quote>)/gi,
    redact: redactField,
  },
  {
    sign: /identified by/i,
    pattern: /(?<before>\bIDENTIFIED BY ['"])(?<value>[^'"\r\n]+)/gi,
    redact: () => removed,
  },
  // A token after its scheme, which a challenge (`Bearer realm="…"`) or a sentence ("Basic authentication") is not.
  {
    sign: /bearer|basic/i,
    pattern:
      /(?<before>\b(?:Bearer|Basic)(?:[ \t]{1,3}|%20))(?<value>(?![A-Za-z_]{1,30}=["'])(?=[\w.~+/-]*[\d.~+/=])[\w.~+/-]{6,}={0,2})/gi,
    redact: (_, value) => (isSayable(value) ? undefined : removed),
  },
  // What PostgreSQL says of a row that it refuses.
  {
    sign: /Key \(/,
    pattern: /(?<before>\bKey \((?<name>[^()]{1,200})\)=\()(?<value>[^()\r\n]{1,1000})/g,
    redact: (names, value) =>
      names.split(',').some((name) => redactField(name, value) !== undefined) ? removed : undefined,
  },
  {
    sign: /Failing row/,
    pattern: /(?<before>\bFailing row contains \()(?<value>[^\r\n]+)/g,
    redact: () => removed,
  },
  // A field of a page, and an element of XML.
  {
    sign: /<input/i,
    pattern:
      /(?<before><input\b(?=[^<>]{0,400}\bname=["']?(?<name>[\w.-]{1,60}))[^<>]{0,400}\bvalue=["']?)(?<value>[^"'<>]+)/gi,
    redact: redactField,
  },
  {
    sign: /<\//,
    pattern:
      /(?<before><(?:\w{1,20}:)?(?<name>[\w.-]{1,60})(?:\s[^<>]{0,200})?>\s{0,20})(?<value>[^<>]{1,2000})(?=<\/)/g,
    redact: redactField,
  },
  // The line of a message that says who the patient is (HL7 version 2).
  { sign: /PID\|/, pattern: /(?<before>\bPID\|)(?<value>[^\r\n]+)/g, redact: () => removed },
];
