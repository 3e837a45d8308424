import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Waiver } from '../../harness/waiver.ts';
import type { Deployment, Surface } from '../../targets/deployment.ts';
import type { ConnectionProfile } from '../../targets/target.ts';

const launcher = join(import.meta.dirname, '..', '..', 'medcor-verify');

/** A stack as strangers know it: its addresses in a profile, its secrets in the environment; and a state folder that is theirs alone. */
export type KnownByProfile = AsyncDisposable & {
  file: string;
  /** Runs the command line to its end. */
  run: (...words: string[]) => Promise<Ended>;
  /** Starts it. */
  start: (...words: string[]) => Started;
  /** The ledgers that runs have kept, by file name. */
  ledgers: () => Promise<Record<string, string>>;
};

export type Ended = { exitCode: number | null; stdout: string; stderr: string };
export type Started = { child: ChildProcess; ended: Promise<Ended> };

/** Fields of the profile, and what the shell does first. */
type More = {
  furthestSafety?: string;
  waivers?: readonly Waiver[];
  accepted?: Readonly<Record<string, string>>;
  connection?: ConnectionProfile;
  before?: string;
};

export async function knownByProfile(
  deployment: Deployment,
  { before = ':', ...more }: More = {},
): Promise<KnownByProfile> {
  const folder = await mkdtemp(join(tmpdir(), 'medcor-profile-'));
  const file = join(folder, 'profile.json');
  await writeFile(file, JSON.stringify({ ...profileOf(deployment), ...more }));
  const { staff } = deployment.identities;
  const environment = {
    PATH: process.env['PATH'] ?? '',
    XDG_STATE_HOME: folder,
    JWT_KEY: staff?.kind === 'signing-key' ? staff.key : '',
  };
  const kept = join(folder, 'medcor-verify', 'ledgers');
  const start: KnownByProfile['start'] = (...words) => {
    const shell = ['-c', `${before}; exec "$0" "$@"`, launcher, ...words];
    const child = spawn('sh', shell, { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (text: Buffer) => (stdout += String(text)));
    child.stderr.on('data', (text: Buffer) => (stderr += String(text)));
    const ended = once(child, 'close').then(([exitCode]): Ended => ({
      exitCode: exitCode as number | null,
      stdout,
      stderr,
    }));
    return { child, ended };
  };
  return {
    file,
    start,
    run: (...words) => start(...words).ended,
    async ledgers() {
      const names = await readdir(kept).catch(() => []);
      const texts = await Promise.all(names.map((name) => readFile(join(kept, name), 'utf8')));
      return Object.fromEntries(names.map((name, index) => [name, texts[index] ?? '']));
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}

function profileOf({ surfaces, identities, canaries }: Deployment) {
  if (identities['staff']?.kind !== 'signing-key') throw new Error('the stack of this test signs its tokens itself');
  const addresses = Object.entries<Surface>(surfaces).map(([name, surface]) => [
    name,
    'url' in surface ? surface.url : surface,
  ]);
  const key = { fromEnvironment: 'JWT_KEY' };
  return {
    name: 'somewhere else',
    furthestSafety: 'canary',
    canaries,
    workers: { expected: 1 },
    surfaces: Object.fromEntries(addresses) as Record<string, unknown>,
    identities: Object.fromEntries(Object.entries(identities).map(([name, one]) => [name, { ...one, key }])),
  };
}
