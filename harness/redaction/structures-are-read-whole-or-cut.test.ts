import { describe, expect, test } from 'vitest';
import { readStructures, type Node } from './read-structures.ts';

/** What was read, scalars as they stand in the text: `{key: scalar}` and `[scalar]`, "~" behind what is cut, "!" behind a bare scalar. */
function told(node: Node, text: string): string {
  const { start, end } = node;
  if (node.kind === 'scalar') return `${text.slice(start, end)}${node.isCut ? '~' : ''}${node.quote ? '' : '!'}`;
  const members = node.members.map(({ key, value }) => `${key ? `${told(key, text)}: ` : ''}${told(value, text)}`);
  return node.members.some(({ key }) => key) ? `{${members.join(', ')}}` : `[${members.join(', ')}]`;
}

const read = (text: string) => readStructures(text).map((node) => told(node, text));

describe('a structure is read', () => {
  test.for<[text: string, told: string[]]>([
    ['{"a":"b","c":[1,-2.5,null],"d":{}}', ['{"a": "b", "c": [1!, -2.5!, null!], "d": []}']],
    [' {\n "a" : "b" }', ['{"a": "b"}']],
    ['{"a":"b\\"c","d":"e\\\\"}', ['{"a": "b\\"c", "d": "e\\\\"}']],
    ["{'a': 'it\\'s', 'b': None, \"c\": True}", ["{'a': 'it\\'s', 'b': None!, \"c\": True!}"]],
    ['{ a: `b`, c_d: { $e: 1 } }', ['{a!: `b`, c_d!: {$e!: 1!}}']],
    ["Map(1) { 'a' => 'b', 'c' => [ 'd' ] }", ["{'a': 'b', 'c': ['d']}"]],
    [
      "{'a': datetime.date(1980, 4, 12), 'b': f(g(1), 2), 'c': 3}",
      ["{'a': datetime.date(1980, 4, 12)!, 'b': f(g(1), 2)!, 'c': 3!}"],
    ],
    ["{'a': ('b', 'c'), 'd': 1}", ["{'a': ['b', 'c'], 'd': 1!}"]],
    ['{ a: <Buffer 70 61>, b: 1 }', ['{a!: <Buffer 70 61>!, b!: 1!}']],
    ['{"at": 10:10:04, "of": http://h:1/x}', ['{"at": 10:10:04!, "of": http://h:1/x!}']],
    ['{"a":1;"b":2}', ['{"a": 1!, "b": 2!}']],
    ['[["a"],["b"]]', ['[["a"], ["b"]]']],
    ['{"a":"1, 2: 3"}', ['{"a": "1, 2: 3"}']],
    ['["a": "b"]', ['{"a": "b"}']],
    ['{ab:1, cd:"e"}', ['{ab!: 1!, cd!: "e"}']],
    ['{ab : 1}', ['{ab!: 1!}']],
    ['{"a": b=c, "d": f(gh(12), 2)}', ['{"a": b=c!, "d": f(gh(12), 2)!}']],
    ['{ a: `bb\\`cc\\\\`, d: `e` }', ['{a!: `bb\\`cc\\\\`, d!: `e`}']],
    ['[1, >, 2]', ['[1!, >!, 2!]']],
  ])('%s', ([text, expected]) => {
    expect(read(text)).toEqual(expected);
  });
});

describe('in a text', () => {
  test.for<[text: string, told: string[]]>([
    ['200: {"a":1} and [2] then', ['{"a": 1!}', '[2!]']],
    ['no [removed] and no {a sentence} here', []],
    ['[2026-11-22 10:10:04] {"a":1}', ['[2026-11-22!, 10:10:04!]', '{"a": 1!}']],
    ['http://[::1]:80/ {}', ['[]']],
    ['{"a":{"b":1]} {"c":2}', ['{"a": {"b": 1!}}', '{"c": 2!}']],
    ['["a"} {"c":1}', ['["a"]', '{"c": 1!}']],
    ['["a") {"c":1}', ['["a"]', '{"c": 1!}']],
    ['', []],
  ])('%s', ([text, expected]) => {
    expect(read(text)).toEqual(expected);
  });
});

describe('what is cut off ends where the text does', () => {
  test.for<[text: string, told: string[]]>([
    ['{"a":"b","c":"de', ['{"a": "b", "c": "de~}']],
    ['{"a":"b","c', ['{"a": "b", "c~}']],
    ['{"a":"b","c":', ['{"a": "b"}']],
    ['{"a":[{"b":1', ['{"a": [{"b": 1!}]}']],
    ['{"a":"b…', ['{"a": "b~, …!}']],
    ['{"a":"b…c"', ['{"a": "b…c"}']],
    ['{"a":"b… and then {"c":"d"}', ['{"a": "b~, …!, and!, then!, {"c": "d"}}']],
    ['{"a":"b"… and', ['{"a": "b", …!, and!}']],
    ['{"a":"b… c","d":1}', ['{"a": "b… c", "d": 1!}']],
    ['{"a":"b":1}', ['{"a": "b", :1!}']],
    ['{ab": 1}', ['[ab!, ": 1}~]']],
    ['{"a":"b" c "d"}', ['{"a": "b", c!, "d"}']],
  ])('%s', ([text, expected]) => {
    expect(read(text)).toEqual(expected);
  });
});

test('the place of a structure is where its brackets are', () => {
  expect(readStructures('at {"a":[1]}, too').map(({ start, end }) => [start, end])).toEqual([[3, 12]]);
  expect(readStructures('at {"a":[1').map(({ start, end }) => [start, end])).toEqual([[3, 10]]);
});

test('what is nested too deeply is read in parts', () => {
  const text = `${'['.repeat(201)}1${']'.repeat(201)}`;
  const depth = (node: Node): number =>
    node.kind === 'scalar' ? 0 : 1 + Math.max(0, ...node.members.map(({ value }) => depth(value)));
  expect(readStructures(text).map(depth)).toEqual([200, 1]);
});
