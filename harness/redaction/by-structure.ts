import { isKindName, isPatientName, isPersonName, isSecretName, isTellingBesidePatient } from './names.ts';
import { readStructures, type Collection, type Member, type Node, type Scalar } from './read-structures.ts';
import { removed } from './removed.ts';
import { isNameOfPerson, isOurMark, isSayable } from './sayable-values.ts';
import { withoutSecretOf } from './header-values.ts';

/** How a text inside of a structure is redacted; `isWhole` unless it was cut. */
export type RedactInside = (text: string, options: { isWhole: boolean }) => string;

/**
 * Removes, from the objects and lists in a text, what its key calls a secret or a patient's, and redacts every other string in them as
 * a text of its own. Valid JSON stays valid JSON, and what is not changed stays as it was written.
 */
export function redactStructures(text: string, redactInside: RedactInside): string {
  const edits: Edit[] = [];
  for (const node of readStructures(text)) visit(node, { text, edits, redactInside });
  return withEdits(text, edits);
}

type Edit = { start: number; end: number; replacement: string };
type Visit = { text: string; edits: Edit[]; redactInside: RedactInside };

/** Why everything in a value has to go: its key, or what it stands in. */
type Taint = 'secret' | 'patient' | 'person';

function visit(node: Node, visiting: Visit, taint?: Taint): void {
  if (node.kind === 'scalar') return visitScalar(node, visiting, { taint });
  const { members } = node;
  if (members.every(({ key }) => key === undefined)) return visitList(node, visiting, { taint });
  const keys = members.map(({ key }) => (key ? textOf(key, visiting.text) : ''));
  const about = aboutWhom(keys, members, visiting);
  const named = nameOfPair(keys, members, visiting);
  for (const [index, member] of members.entries()) {
    if (member.key) visitScalar(member.key, visiting, { isKey: true });
    const own = keys[index] ?? '';
    const key = named !== undefined && isValueOfPair(own) ? named : own;
    visitMember(member, visiting, { key, taint: taintOf(key, { member, about, visiting }) ?? taint });
  }
}

type Keyed = { key?: string; taint?: Taint | undefined };

/** A secret's name over an object, as a schema has it, says nothing of what stands in it; a patient's does. */
function visitMember({ value }: Member, visiting: Visit, { key = '', taint }: Keyed): void {
  if (value.kind === 'scalar') return visitScalar(value, visiting, { key, taint });
  const isObject = value.members.some((inner) => inner.key !== undefined);
  if (!isObject) return visitList(value, visiting, { key, taint });
  if (taint === 'secret' || isSchema(value, visiting)) return visit(value, visiting);
  visit(value, visiting, taint && 'person');
}

/** A list of headers as Node has it (`rawHeaders`) has its names and values by turns. */
function visitList({ members }: Collection, visiting: Visit, { key = '', taint }: Keyed): void {
  let before = '';
  for (const { value } of members) {
    if (value.kind === 'collection') visitMember({ value }, visiting, { key, taint });
    else {
      const isHeaderValue = taint === undefined && isHeaderName(before) && isSecretName(before);
      visitScalar(value, visiting, isHeaderValue ? { key: before, taint: 'secret' } : { key, taint });
      before = textOf(value, visiting.text);
    }
  }
}

const isHeaderName = (text: string): boolean => /^(?:[a-z\d]+-[a-z\d-]+|authorization|cookie)$/i.test(text);

type About = 'a patient' | 'something of a patient' | undefined;

/** By a field that only a person has, by a reference to a patient, or by FHIR's word for the kind of a record. */
function aboutWhom(keys: readonly string[], members: readonly Member[], { text }: Visit): About {
  let about: About;
  for (const [index, key] of keys.entries()) {
    const value = members[index]?.value;
    if (value?.kind !== 'scalar') continue;
    if (key === 'resourceType' && /^(?:Patient|Person|RelatedPerson)$/.test(textOf(value, text))) return 'a patient';
    if (!isPatientName(key)) continue;
    if (!/patient/i.test(key)) return 'a patient';
    about = 'something of a patient';
  }
  return about;
}

type Asked = { member: Member; about: About; visiting: Visit };

function taintOf(key: string, { member: { value }, about, visiting: { text } }: Asked): Taint | undefined {
  const isBare = value.kind === 'scalar' && value.quote === undefined;
  if (isSecretName(key)) return isBare && counted.test(key) ? undefined : 'secret';
  if (isPersonName(key)) return isBare && counted.test(key) ? undefined : 'person';
  if (isPatientName(key)) return 'patient';
  if (about && isTellingBesidePatient(key)) return 'patient';
  if (about === 'a patient' && /^_?id$/i.test(key)) return 'patient';
  return /^name$/i.test(key) && value.kind === 'scalar' && isNameOfPerson(textOf(value, text)) ? 'patient' : undefined;
}

/** `{ "pass": 3 }`, `{ "tokens": 512 }`, `{ "patients": 4 }` are counts. */
const counted = /(?:^pass|s|people)$/i;

/** The name in `{ "name": "Authorization", "value": "…" }`, as archives of requests and lists of variables have it. */
function nameOfPair(keys: readonly string[], members: readonly Member[], { text }: Visit): string | undefined {
  if (!keys.some(isValueOfPair)) return undefined;
  const name =
    members[keys.findIndex((key) => /^(?:name|key|header|field|variable|param|parameter|system)$/i.test(key))]?.value;
  return name?.kind === 'scalar' ? textOf(name, text) : undefined;
}

const isValueOfPair = (key: string): boolean => /^(?:value|val|default|example)$/i.test(key);

/** Says of a field what it may hold: `{ "type": "string", "description": "…" }`. */
const isSchema = ({ members }: Collection, { text }: Visit): boolean =>
  members.some(
    ({ key, value }) =>
      key !== undefined &&
      value.kind === 'scalar' &&
      (textOf(key, text) === '$ref' ||
        (textOf(key, text) === 'type' &&
          /^(?:string|number|integer|boolean|array|object|null)$/.test(textOf(value, text)))),
  );

type ScalarOptions = { taint?: Taint | undefined; key?: string; isKey?: true };

function visitScalar(node: Node & Scalar, { text, edits, redactInside }: Visit, options: ScalarOptions): void {
  const { taint, key = '', isKey } = options;
  const told = textOf(node, text);
  const clean = (): string => {
    if (taint === undefined || isSayable(told) || isKindOfPerson(taint, key)) return inside();
    if (taint === 'secret') return withoutSecretOf(key, told);
    return isOurMark(told) ? inside() : removed;
  };
  const inside = () =>
    node.quote === undefined && !isKey ? redactBare(told, redactInside) : redactInside(told, { isWhole: !node.isCut });
  const replacement = clean();
  if (replacement !== told) edits.push({ start: node.start, end: node.end, replacement: quoted(replacement, node) });
}

const isKindOfPerson = (taint: Taint, key: string): boolean => taint === 'person' && isKindName(key);

/** A number may be a secret too, and is nobody's telephone. */
const redactBare = (told: string, redactInside: RedactInside): string =>
  told.length < 6 ? told : redactInside(told, { isWhole: true });

/** What a scalar says, its escapes read. */
function textOf({ start, end, quote, isCut }: Node & Scalar, text: string): string {
  const raw = text.slice(start, end);
  if (quote === undefined) return raw;
  const inner = isCut ? raw.slice(1) : raw.slice(1, -1);
  if (!inner.includes('\\')) return inner;
  return quote === '"' && !isCut ? parsedOr(raw, inner) : withoutEscapes(inner);
}

function parsedOr(raw: string, inner: string): string {
  try {
    return JSON.parse(raw) as string;
  } catch {
    return withoutEscapes(inner);
  }
}

/** The escapes that Python and JavaScript have beside JSON's; half a one at a cut end falls away. */
const withoutEscapes = (inner: string): string =>
  inner
    .replaceAll(
      /\\(?:u([\da-fA-F]{4})|x([\da-fA-F]{2})|([^]))/g,
      (_, unicode?: string, byte?: string, letter?: string) =>
        letter === undefined
          ? String.fromCharCode(Number.parseInt(unicode ?? byte ?? '', 16))
          : (controls[letter] ?? letter),
    )
    .replace(/\\(?:[ux][\da-fA-F]{0,3})?$/, '');

const controls: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** A number becomes a string: a bare mark would be no JSON. What was cut stays open. */
function quoted(told: string, { quote = '"', isCut }: Scalar): string {
  const written = JSON.stringify(told);
  const inner =
    quote === '"' ? written.slice(1, -1) : written.slice(1, -1).replaceAll('\\"', '"').replaceAll(quote, `\\${quote}`);
  return isCut ? `${quote}${inner}` : `${quote}${inner}${quote}`;
}

function withEdits(text: string, edits: readonly Edit[]): string {
  let clean = '';
  let told = 0;
  for (const { start, end, replacement } of edits) {
    clean += text.slice(told, start) + replacement;
    told = end;
  }
  return clean + text.slice(told);
}
