import type { OwnStack } from '../harness/run.ts';
import type { Deployment } from '../targets/deployment.ts';

/** The deployment to ask, the options that name it again, and its end where we started it. */
export type Chosen = AsyncDisposable & {
  deployment: Deployment;
  askedAs: string;
  /** What is wrong with a stack of ours now, whatever it answers, a sentence each. */
  troubles?: () => Promise<readonly string[]>;
  /** What helps where it is red, in place of what the guide says of its machine. */
  ownStack?: OwnStack;
};
