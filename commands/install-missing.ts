import { install } from '../containers/prerequisites/install.ts';
import { missing, tellMissing } from '../containers/prerequisites/missing.ts';
import type { Purpose } from '../containers/prerequisites/prerequisite.ts';
import { thisMachine } from '../containers/prerequisites/this-machine.ts';

/** Installs what these purposes lack, a line each; what stays missing is told with its commands, and only what needs it fails. */
export async function installMissing(purposes: readonly Purpose[], stream: NodeJS.WritableStream): Promise<number> {
  const machine = thisMachine();
  const still = await install(missing(purposes, machine), {
    machine,
    onProgress: (line) => stream.write(`  ${line}\n`),
  });
  if (still.length > 0) stream.write(`${tellMissing(still)}\n`);
  return still.length;
}
