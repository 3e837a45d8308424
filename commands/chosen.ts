import type { Deployment } from '../targets/deployment.ts';

/** The deployment to ask, the options that name it again, and its end where we started it. */
export type Chosen = AsyncDisposable & {
  deployment: Deployment;
  askedAs: string;
  /** What is wrong with a stack of ours whatever it answers, a sentence each. */
  troubles?: readonly string[];
};
