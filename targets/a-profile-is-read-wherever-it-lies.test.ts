import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import local from './local.ts';

const elsewhere = { ...local, name: 'elsewhere' };
const body = JSON.stringify(elsewhere);
const typeImport = `import type { Target } from '${join(import.meta.dirname, 'target.ts')}';\n`;
const connection = { certificateAuthority: 'ca.pem', clientCertificate: { certificate: '../c.pem', key: '/k.pem' } };

const readable: Record<string, string> = {
  'typed.ts': `${typeImport}export default ${body} satisfies Target;\n`,
  'untyped.ts': `export default ${body};\n`,
  'waiting.ts': `export default await Promise.resolve(${body});\n`,
  'plain.mjs': `export default ${body};\n`,
  'data.json': body,
  'für uns/data.json': body,
  'für uns/typed.ts': `export default ${body};\n`,
};

/** AT stands for the place of the file itself. */
const unreadable: Record<string, [text: string, told: string]> = {
  'no-comma.ts': [
    "export default {\n  name: 'x'\n  surfaces: {},\n};\n",
    "AT cannot be read, at AT:3: Expected ',', got 'ident'.",
  ],
  'enum.ts': [
    'enum Kind { One }\nexport default { name: Kind.One };\n',
    'AT cannot be read, at AT:1: TypeScript enum is not supported in strip-only mode. Types are removed',
  ],
  'imports.ts': [
    "import { x } from './nowhere.ts';\nexport default x;\n",
    'A profile outside the repository imports types alone (import type), or nothing.',
  ],
  'throws.ts': [
    'const place = undefined as any;\n\nexport default { name: place.name };\n',
    "AT cannot be read, at AT:3: Cannot read properties of undefined (reading 'name').",
  ],
  'no-comma.json': [
    '{ "name": "x",\n  "surfaces": { "api": 1 "b": 2 } }',
    "AT cannot be read: Expected ',' or '}' after property value in JSON at position 40 (line 2 column 26).",
  ],
  'named.ts': [
    'export const target = { name: 1 };\n',
    'AT has no default export (it exports target). Write: export default {',
  ],
  'function.ts': ['export default () => ({ name: 1 });\n', 'AT is a function: export what it returns instead.'],
  'promise.ts': [
    'export default Promise.resolve({ name: 1 });\n',
    'AT is a promise: export what it resolves to instead, with await before it.',
  ],
  'another.yaml': ['name: x', 'AT ends with ".yaml": a profile is JSON (.json) or TypeScript (.ts).'],
};

// Vitest would load the profiles its own way: they are read as the command line reads them, by Node.
const script = `import { findTarget } from ${JSON.stringify(join(import.meta.dirname, 'find-target.ts'))};
const find = (file) => findTarget(file).catch(({ name, message }) => ({ name, message }));
console.log(JSON.stringify(await Promise.all(process.argv.slice(1).map(find))));`;

let folder: string;
let found: Record<string, unknown>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'medcor-profiles-'));
  const texts = {
    ...readable,
    ...Object.fromEntries(Object.entries(unreadable).map(([name, [text]]) => [name, text])),
    'sub/certified.json': JSON.stringify({ ...local, connection }),
    'folder.json/within.json': '{}',
  };
  for (const [name, text] of Object.entries(texts)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  const names = [...Object.keys(texts), 'folder.json', 'nowhere.json'];
  const words = ['--input-type=module', '--eval', script, ...names.map((name) => join(folder, name))];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, words);
  const answers = JSON.parse(stdout) as unknown[];
  found = { ...Object.fromEntries(names.map((name, index) => [name, answers[index]])), stderr };
});
afterAll(() => rm(folder, { recursive: true }));

test.for(Object.keys(readable))('%s is a profile', (name) => {
  expect(found[name]).toEqual(elsewhere);
});

test('reading them says nothing on the side', () => {
  expect(found['stderr']).toBe('');
});

test('the files that a profile names lie beside it', () => {
  expect(found['sub/certified.json']).toMatchObject({
    connection: {
      certificateAuthority: join(folder, 'sub/ca.pem'),
      clientCertificate: { certificate: join(folder, 'c.pem'), key: '/k.pem' },
    },
  });
});

test.for([
  ...Object.entries(unreadable).map(([name, [, told]]) => [name, told] as const),
  ['folder.json', 'AT cannot be read: EISDIR'] as const,
  ['nowhere.json', 'No target is called "AT", and there is no such file.'] as const,
])('%s is told in one sentence', ([name, told]) => {
  const { name: kind, message } = found[name] as Error;
  expect(kind).toBe('UsageError');
  expect(message).toContain(told.replaceAll('AT', join(folder, name)));
  expect(message).not.toContain('\n');
});
