import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');

/** Prints the packages that a process has loaded, and whether it loaded what judges answers, to standard error when it ends. */
const tellPackages = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module';
  const packages = new Set();
  registerHooks({
    resolve(specifier, context, next) {
      const resolved = next(specifier, context);
      const [, name] = /node_modules\\/((?:@[^/]+\\/)?[^/]+)/.exec(resolved.url) ?? [];
      if (name) packages.add(name);
      if (/\\/suites\\/.*\\/assert-/.test(resolved.url)) packages.add('what judges answers');
      return resolved;
    },
  });
  process.on('exit', () => process.stderr.write('LOADED ' + JSON.stringify([...packages].sort()) + '\\n'));
`)}`;

async function packagesOf(...words: string[]): Promise<string[]> {
  const node = join(root, 'node_modules', '.bin', 'node');
  const run = promisify(execFile)(node, ['--import', tellPackages, join(root, 'verify.ts'), ...words]);
  const { stderr } = await run.catch((error: { stderr: string }) => error);
  return JSON.parse(/^LOADED (.*)$/m.exec(stderr)?.[1] ?? 'null') as string[];
}

// Each of them costs 20 to 100 ms, which a person waits for at every call.
test.for([[['--help']], [['list']], [['list', '--json']], [['help', 'prove']]] as const)(
  '%s loads nothing but the parser of its words',
  async ([words]) => {
    expect(await packagesOf(...words)).toEqual(['commander']);
  },
);

test('asking the API alone loads no driver of a broker, a database or a cache', async () => {
  const packages = await packagesOf('health', '--api', 'http://127.0.0.1:1/');
  expect(packages).toContain('undici');
  for (const driver of ['amqplib', 'pg', 'redis', 'jose', 'ajv', 'playwright']) expect(packages).not.toContain(driver);
});
