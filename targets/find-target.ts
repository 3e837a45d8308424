import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { didYouMean } from '../harness/nearest.ts';
import { UsageError } from '../harness/usage-error.ts';
import { loadProfile } from './load-profile.ts';
import { parseTarget } from './parse-target.ts';
import type { ConnectionProfile, Target } from './target.ts';

/** Whatever file of this folder exports something by default is a profile; each is loaded only when named. */
const knownTargets = (): string[] =>
  readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .filter((file) => /^export default /m.test(readFileSync(join(import.meta.dirname, file), 'utf8')))
    .map((file) => basename(file, '.ts'))
    .toSorted();

/** The target that a name in this folder or a path to a profile (TypeScript or JSON) means. Throws a UsageError otherwise. */
export async function findTarget(nameOrFile: string): Promise<Target> {
  const known = knownTargets();
  if (known.includes(nameOrFile))
    return profileIn(join(import.meta.dirname, `${nameOrFile}.ts`), `targets/${nameOrFile}.ts`);
  if (existsSync(nameOrFile) && extname(nameOrFile) !== '') return profileIn(nameOrFile, nameOrFile);
  throw new UsageError(
    `No target is called "${nameOrFile}", and there is no such file. ${didYouMean(nameOrFile, known)}Known: ${known.join(', ')}. Add one in targets/, or give the path of a profile (.ts or .json).`,
  );
}

const profileIn = async (file: string, name: string): Promise<Target> =>
  withFilesFrom(dirname(file), parseTarget((await loadProfile(file, name)).content, name));

/** The files that a profile names lie in its own folder, or are named from there. */
function withFilesFrom(folder: string, target: Target): Target {
  const { connection, services } = target;
  const from = (file: string) => resolve(folder, file);
  return {
    ...target,
    ...(connection ? { connection: connectionFrom(connection, from) } : {}),
    ...(services && 'on' in services && services.sshConfig !== undefined
      ? { services: { ...services, sshConfig: from(services.sshConfig) } }
      : {}),
  };
}

function connectionFrom(connection: ConnectionProfile, from: (file: string) => string): ConnectionProfile {
  const { certificateAuthority, clientCertificate } = connection;
  return {
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
  };
}
