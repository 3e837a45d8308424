import { spawn } from 'node:child_process';
import { existsSync, openSync, readFileSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Environment } from '../../targets/read-environment.ts';
import { findInFolders } from '../prerequisites/find-program.ts';
import { thisMachine } from '../prerequisites/this-machine.ts';
import { identityOf, isAlive, type ProcessIdentity } from '../with-processes/process-identity.ts';
import { stateRoot } from '../with-processes/state-directory.ts';
import type { Engine } from './engine.ts';
import { findEngine } from './find-engine.ts';

type Tell = (line: string) => void;

/**
 * The engine that answers; where none does and root asks on a machine that nobody else looks after, a dockerd that we start and leave
 * running (`endDaemon` ends it). Throws a sentence that says why there is none.
 */
export async function requireEngine(environment: Pick<Environment, 'variables'>, tell: Tell): Promise<Engine> {
  const found = await findEngine(environment);
  if ('engine' in found) return found.engine;
  const { searchPath } = thisMachine();
  const dockerd = findInFolders('dockerd', searchPath);
  const obstacle = whyNotStarted(environment, { dockerd, podman: findInFolders('podman', searchPath) });
  if (dockerd === undefined || obstacle !== undefined) {
    throw new Error(`No container engine answers. ${found.none} It was not started: ${obstacle}`);
  }
  return startDaemon(dockerd, environment, tell);
}

/** As the rest of a sentence, given where the programs are; undefined where `dockerd` can be started. */
export function whyNotStarted(
  { variables }: Pick<Environment, 'variables'>,
  { dockerd, podman }: { dockerd?: string | undefined; podman?: string | undefined },
): string | undefined {
  if (variables['DOCKER_HOST']) return 'DOCKER_HOST names another place.';
  if (dockerd === undefined && podman !== undefined) {
    return `${podman} is there, and its service does not run; start it: systemctl --user start podman.socket (as root without --user), or podman system service --time=0 &`;
  }
  if (dockerd === undefined) return 'there is no dockerd; get it: ./medcor-verify doctor --install --for containers';
  if (process.getuid?.() !== 0) return 'that takes root; ask for it: sudo systemctl start docker';
  if (existsSync('/run/systemd/system')) return 'systemd looks after it; ask for it: systemctl start docker';
  return undefined;
}

const logFile = (): string => join(stateRoot(), 'dockerd.log');
const noteFile = (): string => join(stateRoot(), 'dockerd.json');

async function startDaemon(dockerd: string, environment: Pick<Environment, 'variables'>, tell: Tell): Promise<Engine> {
  const log = openSync(logFile(), 'w', 0o600);
  const begunMs = performance.now();
  // Its own session and no parent: it stays for the next command.
  const daemon = spawn(dockerd, { cwd: '/', detached: true, stdio: ['ignore', log, log] });
  daemon.unref();
  await writeFile(noteFile(), JSON.stringify(identityOf(daemon.pid ?? -1) ?? {}), { mode: 0o600 });
  while (performance.now() - begunMs < patienceMs) {
    const found = await findEngine(environment);
    if ('engine' in found) {
      const seconds = ((performance.now() - begunMs) / 1000).toFixed(1);
      tell(
        `no container engine was running: started ${dockerd} (process ${daemon.pid}, log ${logFile()}, up after ${seconds} s); it stays until make engine-down`,
      );
      return found.engine;
    }
    if (daemon.exitCode !== null || daemon.signalCode !== null) break;
    await pause(100);
  }
  const said = lastWords();
  await endDaemon();
  throw new Error(
    `${dockerd} was started and does not answer: it ${daemon.exitCode === null ? `said nothing on its socket within ${patienceMs / 1000} s and was ended` : `ended with exit code ${daemon.exitCode}`}.${reasonIn(said)} It said last (${logFile()}):\n${said}`,
  );
}

const patienceMs = 30_000;

const lastWords = (): string =>
  readFileSync(logFile(), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(-6)
    .map((line) => `  | ${line}`)
    .join('\n');

const reasonIn = (said: string): string => reasons.find(({ seen }) => seen.test(said))?.sentence ?? '';

const reasons = [
  {
    seen: /iptables|nf_tables|NAT chain/i,
    sentence: ' The kernel of this machine gives it no packet filter (iptables), without which it makes no networks.',
  },
  {
    seen: /cgroup/i,
    sentence: ' The control groups of this machine are not open to it (a container without --privileged?).',
  },
  {
    seen: /operation not permitted|permission denied/i,
    sentence: ' This machine withholds a right that it needs (a container without --privileged?).',
  },
  { seen: /no space left/i, sentence: ' The disk that holds /var/lib/docker is full.' },
] as const;

/** Ends the daemon that we started, with its containers; says what it did. */
export async function endDaemon(): Promise<string> {
  const note = await readFile(noteFile(), 'utf8').catch(() => undefined);
  if (note === undefined) return 'No container engine was started by us.';
  const daemon = JSON.parse(note) as ProcessIdentity;
  if (isAlive(daemon)) {
    process.kill(daemon.pid, 'SIGTERM');
    const begunMs = performance.now();
    while (isAlive(daemon)) {
      // Its containerd is a child in its own session, and ends with it.
      if (performance.now() - begunMs > patienceMs) process.kill(-daemon.pid, 'SIGKILL');
      await pause(50);
    }
  }
  await rm(noteFile(), { force: true });
  return 'The container engine that we started has ended.';
}
