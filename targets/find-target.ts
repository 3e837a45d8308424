import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { didYouMean } from '../harness/nearest.ts';
import { UsageError } from '../harness/usage-error.ts';
import { sentenceOf } from '../harness/outcome-of-error.ts';
import { parseTarget } from './parse-target.ts';
import type { Target } from './target.ts';

/** The profiles of this folder, one a file, loaded only when named. */
const profiles: Readonly<Record<string, () => Promise<{ default: unknown }>>> = {
  local: () => import('./local.ts'),
};

export const knownTargets = (): string[] => Object.keys(profiles);

/** The target that a name in this folder or a path to a profile (TypeScript or JSON) means. Throws a UsageError otherwise. */
export async function findTarget(nameOrFile: string): Promise<Target> {
  const profile = profiles[nameOrFile];
  if (profile)
    return withFilesFrom(import.meta.dirname, parseTarget((await profile()).default, `targets/${nameOrFile}.ts`));
  if (existsSync(nameOrFile) && extname(nameOrFile) !== '')
    return withFilesFrom(dirname(nameOrFile), parseTarget(await load(nameOrFile), nameOrFile));
  const known = knownTargets();
  throw new UsageError(
    `No target is called "${nameOrFile}", and there is no such file. ${didYouMean(nameOrFile, known)}Known: ${known.join(', ')}. Add one in targets/, or give the path of a profile (.ts or .json).`,
  );
}

async function load(file: string): Promise<unknown> {
  try {
    if (extname(file) === '.json') return JSON.parse(await readFile(file, 'utf8'));
    const module = (await import(pathToFileURL(resolve(file)).href)) as { default?: unknown };
    return module.default;
  } catch (error) {
    throw new UsageError(
      `The profile ${file} cannot be read: ${sentenceOf(error)}. It must be JSON, or TypeScript with a default export.`,
      { cause: error },
    );
  }
}

/** The files that a profile names lie in its own folder, or are named from there. */
function withFilesFrom(folder: string, target: Target): Target {
  const { connection } = target;
  if (connection === undefined) return target;
  const { certificateAuthority, clientCertificate } = connection;
  const from = (file: string) => resolve(folder, file);
  return {
    ...target,
    connection: {
      ...connection,
      ...(certificateAuthority === undefined ? {} : { certificateAuthority: from(certificateAuthority) }),
      ...(clientCertificate
        ? {
            clientCertificate: {
              ...clientCertificate,
              certificate: from(clientCertificate.certificate),
              ...(clientCertificate.key === undefined ? {} : { key: from(clientCertificate.key) }),
            },
          }
        : {}),
    },
  };
}
