import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { requireEngine } from '../containers/engine/start-daemon.ts';
import type { DebianRelease } from '../containers/images/image-sets.ts';
import { machineImage } from '../containers/images/machine-image.ts';
import { requirePrerequisite } from '../containers/prerequisites/missing.ts';
import type { Stack } from '../containers/stack.ts';
import { openMachine } from '../containers/with-testcontainers/open-machine.ts';
import { readEnvironment } from '../targets/read-environment.ts';

/** A machine with units and a project of Compose. Its systemd is that of its release; Compose and the engine are those of this machine. */
export async function openMachineOf(
  release: DebianRelease,
): Promise<Stack & { versions: Readonly<Record<string, string>> }> {
  const engine = await requireEngine(readEnvironment(), () => undefined);
  const machine = await openMachine({ engine, image: machineImage(release) });
  const [systemd, compose] = await Promise.all([
    machine.run('systemctl', '--version'),
    promisify(execFile)(requirePrerequisite('Compose'), ['version', '--short']).then(({ stdout }) => stdout),
  ]);
  return {
    deployment: machine.deployment,
    services: machine.services,
    versions: { systemd: numberIn(systemd), compose: numberIn(compose), engine: engine.name },
    [Symbol.asyncDispose]: () => machine[Symbol.asyncDispose](),
  };
}

const numberIn = (told: string): string => /\d+(\.\d+)*/.exec(told)?.[0] ?? told.trim();
