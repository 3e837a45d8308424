import { sweep } from '../containers/with-processes/sweep.ts';

/** Removes what killed runs of ours left on this machine, and says what that was. */
export async function sweepLeftovers(): Promise<void> {
  const removed = await sweep();
  process.stdout.write(
    removed.length === 0 ? 'Nothing was left behind.\n' : removed.map((what) => `removed ${what}\n`).join(''),
  );
}
