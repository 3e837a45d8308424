import { ownStackName } from '../containers/with-processes/own-stack-name.ts';
import { endUp } from '../containers/with-processes/supervisor.ts';

/** Ends the stack that stays, and returns once all of it is gone. */
export async function down(): Promise<void> {
  const ended = await endUp(ownStackName);
  process.stdout.write(ended ? 'The stack has ended; nothing of it is left.\n' : 'No stack is up.\n');
}
