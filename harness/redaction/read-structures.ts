/** A value as JSON, Python or JavaScript write it, with its place in the text. What is cut off ends where the text does. */
export type Node = Place & (Scalar | Collection);
type Place = { start: number; end: number };
/** `quote` is absent of what stands bare: numbers, names, calls such as `datetime.date(1980, 4, 12)`. */
export type Scalar = { kind: 'scalar'; quote?: string; isCut?: true };
export type Collection = { kind: 'collection'; members: Member[] };
/** Members of a list have no key. */
export type Member = { key?: Node & Scalar; value: Node };

/** Deeper ones are left as they are: no document of the target is. */
const deepestNesting = 200;

/** The objects and lists in a text, in order, each as whole as it is there. Takes time in proportion to the text. */
export function readStructures(text: string): (Node & Collection)[] {
  const found: (Node & Collection)[] = [];
  beginning.lastIndex = 0;
  for (let match = beginning.exec(text); match; match = beginning.exec(text)) {
    const node = readCollection(text, match.index);
    found.push(node);
    beginning.lastIndex = Math.max(node.end, match.index + 1);
  }
  return found;
}

/** Of an object with a first key, of a list with a first value or of either when empty; "[removed]" and "{a sentence" are none. */
const beginning = /\{(?=\s{0,50}(?:["'}]|[\w$-]{1,80}["']?\s{0,9}(?::|=>)))|\[(?=\s{0,50}(?:["'{[\]]|-?\d))/g;

type Open = { node: Node & Collection; close: string; key?: Node & Scalar };

function readCollection(text: string, from: number): Node & Collection {
  const root = collectionAt(text, from);
  const open: Open[] = [root];
  let at = from + 1;
  while (open.length > 0) {
    const current = open.at(-1) as Open;
    at = afterBlanks(text, at);
    const sign = text[at];
    if (sign === undefined) break;
    if (sign === current.close) {
      at += 1;
      current.node.end = at;
      open.pop();
    } else if (sign === ',' || sign === ';') {
      at += 1;
      delete current.key;
    } else if (sign === '{' || sign === '[' || sign === '(') {
      if (open.length === deepestNesting) break;
      const inner = collectionAt(text, at);
      add(current, inner.node);
      open.push(inner);
      at += 1;
    } else if (sign === '}' || sign === ']' || sign === ')') {
      // Another bracket than the one that is open: what began here is no structure, or one of which a part is missing.
      break;
    } else {
      const scalar = (current.close === '}' && !current.key && bareKeyAt(text, at)) || scalarAt(text, at);
      at = scalar.end;
      const separator = keyEnd(text, at);
      if (separator !== undefined && current.key === undefined && !scalar.isCut) {
        current.key = scalar;
        at = separator;
      } else add(current, scalar);
    }
  }
  for (const { node } of open) node.end = at;
  return root.node;
}

function collectionAt(text: string, start: number): Open {
  const close = { '{': '}', '[': ']', '(': ')' }[text[start] as '{'];
  return { node: { kind: 'collection', members: [], start, end: start + 1 }, close };
}

function add(current: Open, value: Node): void {
  current.node.members.push(current.key === undefined ? { value } : { key: current.key, value });
  delete current.key;
}

const blanks = /\s*/y;
function afterBlanks(text: string, at: number): number {
  blanks.lastIndex = at;
  blanks.exec(text);
  return blanks.lastIndex;
}

/** Where the value of a key begins; undefined where no key has been read. */
const separator = /\s{0,50}(?::|=>)/y;
function keyEnd(text: string, at: number): number | undefined {
  separator.lastIndex = at;
  return separator.test(text) ? separator.lastIndex : undefined;
}

/** A key without quotation marks, as JavaScript has it. */
const bareKey = /[\w$.-]{1,80}(?=\s{0,50}(?::|=>))/y;
function bareKeyAt(text: string, start: number): (Node & Scalar) | undefined {
  bareKey.lastIndex = start;
  return bareKey.test(text) ? { kind: 'scalar', start, end: bareKey.lastIndex } : undefined;
}

function scalarAt(text: string, start: number): Node & Scalar {
  const quote = text[start] as string;
  if (quote === '"' || quote === "'" || quote === '`') return stringAt(text, start, quote);
  bare.lastIndex = start;
  bare.exec(text);
  return { kind: 'scalar', start, end: Math.max(bare.lastIndex, start + 1) };
}

/** A word or number and what is called or described in brackets behind it: `Decimal('1')`, `<Buffer 70 61>`. */
const bare = /(?:[^\s,;:=(){}[\]<>"'`]|=(?!>)|:(?!\s))*(?:\((?:[^()]|\([^()]{0,100}\)){0,300}\)|<[^<>]{0,4000}>)?/y;

/** What stands between the quotation marks; `isCut` where there is no second one, or where what follows belongs to no structure. */
function stringAt(text: string, start: number, quote: string): Node & Scalar {
  const stringEnd = quote === '"' ? doubleQuoted : quote === "'" ? singleQuoted : backQuoted;
  stringEnd.lastIndex = start;
  const match = stringEnd.exec(text);
  const end = match ? stringEnd.lastIndex : text.length;
  if (match && isFollowedByStructure(text, end)) return { kind: 'scalar', quote, start, end };
  const ellipsis = text.slice(start, end).indexOf('…');
  if (ellipsis >= 0) return { kind: 'scalar', quote, start, end: start + ellipsis, isCut: true };
  return match ? { kind: 'scalar', quote, start, end } : { kind: 'scalar', quote, start, end, isCut: true };
}

const doubleQuoted = /"[^"\\]*(?:\\[^][^"\\]*)*"/y;
const singleQuoted = /'[^'\\]*(?:\\[^][^'\\]*)*'/y;
const backQuoted = /`[^`\\]*(?:\\[^][^`\\]*)*`/y;

const structural = /\s*(?:[,;:}\])…]|=>|$)/y;
function isFollowedByStructure(text: string, at: number): boolean {
  structural.lastIndex = at;
  return structural.test(text);
}
