import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { wholeConfiguration } from '../nginx/whole-configuration.ts';
import { requireProgram } from '../prerequisites/programs.ts';
import { childEnvironment } from './child-environment.ts';
import type { Opening } from './opening.ts';
import type { ServerCertificate } from './server-certificate.ts';
import type { OwnProcess } from './own-process.ts';

type Serving = { serverBlocks: string; issued?: ServerCertificate };

/** A real nginx in front of the programs, with https where it has a certificate. */
export async function startNginx(
  opening: Opening,
  port: number,
  { serverBlocks, issued }: Serving,
): Promise<OwnProcess> {
  const program = requireProgram('nginx');
  const folder = join(opening.directory.path, 'nginx');
  await mkdir(folder, { mode: 0o700 });
  await writeFile(join(folder, 'nginx.conf'), wholeConfiguration(issued ? withTls(serverBlocks) : serverBlocks));
  if (issued) {
    await writeFile(join(folder, 'server.crt'), issued.certificate);
    await writeFile(join(folder, 'server.key'), issued.key, { mode: 0o600 });
  }
  const version = await versionOf(program);
  return opening.start({
    name: 'nginx',
    address: `127.0.0.1:${port}`,
    version,
    file: program,
    arguments: ['-p', `${folder}/`, '-c', 'nginx.conf', ...earlyErrors(version)],
    folder,
    environment: childEnvironment(folder),
    ready: { listensOn: port },
    readyWithinMs: 20_000,
    end: { signal: 'SIGTERM', withinMs: 3000 },
    // After a KILL of the master its workers go on serving.
    onParentDeath: 'TERM',
  });
}

const withTls = (serverBlocks: string): string =>
  serverBlocks.replaceAll(
    /^(\s*)listen ([^;]+);/gm,
    '$1listen $2 ssl;\n$1ssl_certificate server.crt;\n$1ssl_certificate_key server.key;',
  );

/** Where it complains before it has read its configuration: since 1.19.5 not necessarily in /var/log. */
function earlyErrors(version: string): string[] {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  const isKnown = major > 1 || minor > 19 || (minor === 19 && patch >= 5);
  return isKnown ? ['-e', 'stderr'] : [];
}

async function versionOf(program: string): Promise<string> {
  const { stderr } = await promisify(execFile)(program, ['-v']);
  return nginxVersion(stderr);
}

/** "nginx version: nginx/1.22.1": our servers tell no version to whoever asks. */
export const nginxVersion = (said: string): string => /\d+\.\d+\.\d+/.exec(said)?.[0] ?? '';
