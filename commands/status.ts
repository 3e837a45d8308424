import { faults } from '../contract/faults.ts';
import { ownStackName } from '../containers/with-processes/own-stack-name.ts';
import { findUp, type UpStack } from '../containers/with-processes/supervisor.ts';
import { exitCodes } from '../harness/verdict.ts';
import { redactorOf } from '../targets/redactor-of.ts';
import type { Surface } from '../targets/deployment.ts';

/** Prints the stack that stays, without its secrets. Exit 3 when there is none, or a service of it has died. */
export async function status(): Promise<number> {
  const stack = await findUp(ownStackName);
  if (!stack) {
    process.stdout.write('No stack is up. Start one with ./medcor-verify up.\n');
    return exitCodes.incomplete;
  }
  tellStack(stack, process.stdout);
  return stack.services.every(({ running }) => running) ? exitCodes.verified : exitCodes.incomplete;
}

export function tellStack({ deployment, fault, services, since }: UpStack, stream: NodeJS.WritableStream): void {
  const redact = redactorOf(deployment);
  stream.write(`up since ${since}\n`);
  if (fault) stream.write(`  ${'fault'.padEnd(10)} ${fault}: ${faults[fault].tells}\n`);
  for (const { name, pid, container, running } of services) {
    const place = container ? `container ${container.id} of ${container.image}` : `process ${pid}`;
    stream.write(`  ${name.padEnd(10)} ${running ? place : `${place} has died`}\n`);
  }
  for (const [name, surface] of Object.entries<Surface>(deployment.surfaces)) {
    stream.write(`  ${name.padEnd(10)} ${'url' in surface ? redact(surface.url) : redact(surface.notOffered)}\n`);
  }
}
