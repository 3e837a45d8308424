import { sweep } from '../containers/with-processes/sweep.ts';

/** Removes what killed runs of ours left on this machine, and says what that was. */
export async function sweepLeftovers(): Promise<void> {
  const swept = await sweep();
  const told = Object.entries(swept).filter(([, things]) => things.length > 0);
  const lines = told.map(([kind, things]) => `removed ${things.length} ${kind}: ${things.join(', ')}`);
  process.stdout.write(`${lines.length === 0 ? 'Nothing was left behind.' : lines.join('\n')}\n`);
}
