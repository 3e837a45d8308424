import { withoutSecretOf } from './header-values.ts';
import { isKindName, isPatientName, isPersonName, isSecretName, isTellingBesidePatient } from './names.ts';
import { readStructures, type Collection, type Member, type Node, type Scalar } from './read-structures.ts';
import { removed } from './removed.ts';
import { isNameOfPerson, isOurMark, isSayable } from './sayable-values.ts';
import { scalarSaying, textOf } from './scalar-text.ts';

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

type Keyed = { key?: string; taint?: Taint | undefined };

function visit({ members }: Collection, visiting: Visit, taint?: Taint): void {
  const keyed = members.flatMap((member) => (member.key ? [{ ...member, key: member.key }] : []));
  if (keyed.length === 0) return visitList(members, visiting, {});
  const fields = keyed.map(({ key, value }) => ({ key, value, name: textOf(key, visiting.text) }));
  const about = aboutWhom(fields, visiting);
  const named = nameOfPair(fields, visiting);
  for (const { key, value, name: own } of fields) {
    visitScalar(key, visiting, {});
    const name = named !== undefined && valueOfPair.test(own) ? named : own;
    visitValue(value, visiting, { key: name, taint: taintOf(name, { value, about, visiting }) ?? taint });
  }
}

/** A secret's name over an object, as a schema has it, says nothing of what stands in it; a patient's does. */
function visitValue(value: Node, visiting: Visit, { key = '', taint }: Keyed): void {
  if (value.kind === 'scalar') return visitScalar(value, visiting, { key, taint });
  if (value.members.every((inner) => inner.key === undefined))
    return visitList(value.members, visiting, { key, taint });
  visit(value, visiting, taint === 'secret' || taint === undefined || isSchema(value, visiting) ? undefined : 'person');
}

/** A list of headers as Node has it (`rawHeaders`) has its names and values by turns. */
function visitList(members: readonly Member[], visiting: Visit, { key = '', taint }: Keyed): void {
  let before: string | undefined;
  for (const { value } of members) {
    const isHeaderValue = before !== undefined && headerName.test(before) && isSecretName(before);
    visitValue(
      value,
      visiting,
      taint === undefined && isHeaderValue ? { key: before ?? '', taint: 'secret' } : { key, taint },
    );
    before = value.kind === 'scalar' ? textOf(value, visiting.text) : undefined;
  }
}

const headerName = /^(?:[a-z\d]+-[a-z\d-]+|authorization|cookie)$/i;

type Field = { key: Node & Scalar; value: Node; name: string };

type About = 'a patient' | 'something of a patient' | undefined;

/** By a field that only a person has, by a reference to a patient, or by FHIR's word for the kind of a record. */
function aboutWhom(fields: readonly Field[], { text }: Visit): About {
  let about: About;
  for (const { name, value } of fields) {
    if (value.kind !== 'scalar') continue;
    if (name === 'resourceType' && recordOfPerson.test(textOf(value, text))) return 'a patient';
    if (!isPatientName(name)) continue;
    if (!/patient/i.test(name)) return 'a patient';
    about = 'something of a patient';
  }
  return about;
}

const recordOfPerson = /^(?:Patient|Person|RelatedPerson)$/;

type Asked = { value: Node; about: About; visiting: Visit };

function taintOf(key: string, { value, about, visiting: { text } }: Asked): Taint | undefined {
  const isCount = value.kind === 'scalar' && value.quote === undefined && counted.test(key);
  if (isSecretName(key)) return isCount ? undefined : 'secret';
  if (isPersonName(key)) return isCount ? undefined : 'person';
  if (isPatientName(key)) return 'patient';
  if (about && isTellingBesidePatient(key)) return 'patient';
  if (about === 'a patient' && identifier.test(key)) return 'patient';
  const isName = value.kind === 'scalar' && nameAlone.test(key) && isNameOfPerson(textOf(value, text));
  return isName ? 'patient' : undefined;
}

/** `{ "pass": 3 }`, `{ "tokens": 512 }`, `{ "patients": 4 }` are counts. */
const counted = /(?:s|people)$/i;
const identifier = /^_?id$/i;
const nameAlone = /^name$/i;

/** The name in `{ "name": "Authorization", "value": "…" }`, as archives of requests and lists of variables have it. */
function nameOfPair(fields: readonly Field[], { text }: Visit): string | undefined {
  const name = fields.find((field) => nameOfPairs.test(field.name))?.value;
  return name?.kind === 'scalar' ? textOf(name, text) : undefined;
}

const nameOfPairs = /^(?:name|key|header|field|variable|param|parameter|system)$/i;
const valueOfPair = /^(?:value|val|default|example)$/i;

/** Says of a field what it may hold: `{ "type": "string", "description": "…" }`. */
const isSchema = ({ members }: Collection, { text }: Visit): boolean =>
  members.some(({ key, value }) => {
    const name = key && textOf(key, text);
    return name === '$ref' || (name === 'type' && value.kind === 'scalar' && typeOfSchema.test(textOf(value, text)));
  });

const typeOfSchema = /^(?:string|number|integer|boolean|array|object|null)$/;

function visitScalar(node: Node & Scalar, { text, edits, redactInside }: Visit, { key = '', taint }: Keyed): void {
  const told = textOf(node, text);
  const mayStay = taint === undefined || isSayable(told) || (taint === 'person' && isKindName(key));
  const inside = () => redactInside(told, { isWhole: !node.isCut });
  const replacement = mayStay || (taint !== 'secret' && isOurMark(told)) ? inside() : withoutTold(key, { told, taint });
  if (replacement !== told)
    edits.push({ start: node.start, end: node.end, replacement: scalarSaying(replacement, node) });
}

const withoutTold = (key: string, { told, taint }: { told: string; taint: Taint }): string =>
  taint === 'secret' ? withoutSecretOf(key, told) : removed;

function withEdits(text: string, edits: readonly Edit[]): string {
  let clean = '';
  let told = 0;
  for (const { start, end, replacement } of edits) {
    clean += text.slice(told, start) + replacement;
    told = end;
  }
  return clean + text.slice(told);
}
