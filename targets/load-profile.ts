import { readFile } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { UsageError } from '../harness/usage-error.ts';
import { sentenceOf } from '../harness/outcome-of-error.ts';
import { readJson } from './read-json.ts';

/**
 * What a profile's file holds: JSON, or the default export of a module, as it is (a promise stays one). It is told by `name`. Throws a
 * UsageError with the line where it cannot be read.
 */
export async function loadProfile(file: string, name = file): Promise<{ content: unknown }> {
  const kind = extname(file);
  if (!['.json', '.ts', '.mts', '.js', '.mjs'].includes(kind)) {
    throw new UsageError(`The profile ${name} ends with "${kind}": a profile is JSON (.json) or TypeScript (.ts).`);
  }
  if (kind === '.json') return read(name, async () => ({ content: readJson(await readFile(file, 'utf8')) }));
  const exported = await read(
    file,
    () => import(pathToFileURL(resolve(file)).href) as Promise<Record<string, unknown>>,
    placeOf,
  );
  if ('default' in exported) return { content: exported['default'] };
  const others = Object.keys(exported);
  throw new UsageError(
    `The profile ${name} has no default export (it exports ${others.join(', ') || 'nothing'}). Write: export default { name: …, surfaces: … };`,
  );
}

/** `placeIn` an error of a module; of anything else the place is in its message, and its stack is of our own. */
async function read<Content>(
  name: string,
  reading: () => Promise<Content>,
  placeIn: (error: unknown) => string | undefined = () => undefined,
): Promise<Content> {
  try {
    return await reading();
  } catch (error) {
    const place = placeIn(error);
    throw new UsageError(
      `The profile ${name} cannot be read${place === undefined ? '' : `, at ${place}`}: ${saidBy(error)}. ${remedyFor(error)}`,
      { cause: error },
    );
  }
}

const saidBy = (error: unknown): string =>
  (error instanceof SyntaxError ? error.message : sentenceOf(error)).replace(/\.$/, '');

/** `file:line` of an error in TypeScript, which Node puts above its stack, or of the line that threw. */
function placeOf(error: unknown): string | undefined {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const [, above] = /^(\/.*:\d+)\n/.exec(stack) ?? [];
  const [, thrownIn = '', line] = /^ +at .*file:\/\/(\/[^\s)]*?):(\d+):\d+/m.exec(stack) ?? [];
  return above ?? (thrownIn === '' ? undefined : `${decodeURI(thrownIn)}:${line}`);
}

function remedyFor(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'EISDIR' || code === 'EACCES') return 'Give the path of a file that you may read.';
  if (code === 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX') return 'Types are removed and not compiled: write it without.';
  if (code === 'ERR_MODULE_NOT_FOUND')
    return 'A profile outside the repository imports types alone (import type), or nothing.';
  if (error instanceof SyntaxError && /export/.test(error.message))
    return 'Its package.json says that it is CommonJS: call the file .mts.';
  return 'It must be JSON, or TypeScript with a default export.';
}
