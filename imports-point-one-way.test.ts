import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';
import { expect, test } from 'vitest';

/** What a folder may import beside itself; tests may import what they need to ask the real thing. */
const mayImport: Record<string, readonly string[]> = {
  harness: [],
  contract: [],
  'reference-impl': ['contract'],
  targets: ['harness', 'contract'],
  containers: ['contract', 'targets'],
  fixtures: ['harness', 'contract', 'targets'],
  reports: ['harness'],
  suites: ['harness', 'contract', 'targets', 'containers', 'fixtures', 'reports'],
  commands: ['harness', 'contract', 'targets', 'containers', 'fixtures', 'reports', 'suites'],
};

const filesOf = (folder: string) =>
  globSync(`${folder}/**/*.ts`).filter(
    (file) =>
      !file.endsWith('.test.ts') && !file.split(sep).some((part) => part === 'testing' || part.startsWith('test-')),
  );

/** Relative imports, static and dynamic, as paths from the root. */
const importsOf = (file: string) =>
  [...readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(([, path = '']) =>
    normalize(join(dirname(file), path)),
  );

test.for(Object.entries(mayImport))('%s imports only what stands below it', ([folder, allowed]) => {
  const files = filesOf(folder);
  const wrong = files.flatMap((file) =>
    importsOf(file)
      .filter((path) => path.includes(sep) && ![folder, ...allowed].includes(path.split(sep)[0] ?? ''))
      .map((path) => `${file} imports ${path}`),
  );
  expect(files.length).toBeGreaterThan(0);
  expect(wrong).toEqual([]);
});

test('the contract imports no npm package, so that k6 can read it', () => {
  const packages = filesOf('contract').filter((file) => /from '(?!\.)/.test(readFileSync(file, 'utf8')));
  expect(packages).toEqual([]);
});
