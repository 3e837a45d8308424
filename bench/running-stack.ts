import { ownStackName } from '../containers/with-processes/own-stack-name.ts';
import { endUp, findUp, startSupervisor, type UpStack } from '../containers/with-processes/supervisor.ts';

/** The stack that stays: the one that is up, or one for the time of a bench. */
export async function runningStack(): Promise<UpStack & AsyncDisposable> {
  const up = await findUp(ownStackName);
  if (up) return { ...up, [Symbol.asyncDispose]: async () => {} };
  const stack = await startSupervisor(ownStackName);
  return { ...stack, [Symbol.asyncDispose]: async () => void (await endUp(ownStackName)) };
}
