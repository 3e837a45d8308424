import { describe, expect, test } from 'vitest';
import { causeOf } from '../../fixtures/testing/cause-of.ts';
import { readDeclaredSchema } from './declared-schema.ts';

type Schema = Record<string, unknown>;

const problemsOf = (outputSchema: Schema, value: unknown) =>
  readDeclaredSchema({ name: 'list_appointments', outputSchema })(value);

describe('broken by', () => {
  test.each<[string, Schema, unknown]>([
    ['a required property that is not declared', { type: 'object', required: ['a'] }, {}],
    ['too few items of no declared kind', { type: 'array', minItems: 5 }, [1]],
    ['a keyword without a type', { properties: { a: { type: 'string' } } }, { a: 1 }],
    ['a condition', { if: { required: ['a'] }, else: { required: ['b'] } }, {}],
    ['a negation', { type: 'object', not: { required: ['a'] } }, { a: 1 }],
    ['what a reference asks', { $defs: { T: { type: 'integer' } }, $ref: '#/$defs/T' }, 'x'],
    ['too few properties', { type: 'object', minProperties: 2 }, { a: 1 }],
    ['a dependent property', { dependentRequired: { a: ['b'] } }, { a: 1 }],
    ['an unevaluated property', { properties: { b: {} }, unevaluatedProperties: false }, { a: 1 }],
    ['a missing item', { type: 'array', contains: { type: 'string' } }, [1]],
    ['twins', { type: 'array', uniqueItems: true }, [1, 1]],
  ])('%s', (_, schema, value) => {
    expect(problemsOf(schema, value)).toBeTypeOf('string');
  });
});

describe('kept, with', () => {
  const draft7 = 'http://json-schema.org/draft-07/schema#';
  test.each<[string, Schema, unknown]>([
    ['a format that is only a note', { type: 'string', format: 'date-time' }, 'soon'],
    ['keywords of others', { type: 'object', 'x-order': 1, nullable: true, example: {} }, {}],
    [
      'an older dialect',
      { $schema: draft7, items: [{ $ref: '#/definitions/T' }], definitions: { T: { type: 'integer' } } },
      [1],
    ],
    ['a name of its own', { $id: 'https://x.test/y', type: 'object' }, {}],
  ])('%s', (_, schema, value) => {
    expect(problemsOf(schema, value)).toBeUndefined();
  });
});

test.each<[string, Schema]>([
  ['an unknown type', { properties: { a: { type: 'intger' } } }],
  ['a reference into nothing', { $ref: '#/$defs/absent' }],
  ['a pattern that is none', { pattern: '(' }],
])('%s is no schema, and the target is told', async (_, schema) => {
  expect(await causeOf((async () => problemsOf(schema, {}))())).toBe('schema-invalid');
});

test.each<[string, Schema, unknown]>([
  [
    'a pattern that backtracks without an end',
    { properties: { a: { pattern: '^(a+)+$' } } },
    { a: `${'a'.repeat(50)}!` },
  ],
  ['references in a circle', { allOf: [{ $ref: '#' }] }, {}],
])('%s keeps nobody busy, and the target is told', async (_, schema, value) => {
  // Of the processor, which others on the machine take no part in.
  const before = process.threadCpuUsage();
  expect(await causeOf((async () => problemsOf(schema, value))())).toBe('schema-too-costly');
  const { user, system } = process.threadCpuUsage(before);
  expect((user + system) / 1000).toBeLessThan(5000);
});

test('no value of a record is told', () => {
  const schema = { properties: { doctor: { enum: ['nobody'] } } };
  expect(problemsOf(schema, { doctor: 'Somebody' })).not.toContain('Somebody');
});
