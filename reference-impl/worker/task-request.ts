/** One call of a task as a message asks for it. */
export type TaskRequest = {
  /** Nearly always a UUID; Celery takes a number as well and answers with it. */
  id: string | number;
  /** The task in the registry, and the name it goes by in logs and replies. */
  task: string;
  name: string;
  args: readonly unknown[];
  kwargs: Readonly<Record<string, unknown>>;
  replyTo: string | undefined;
  correlationId: string;
  ignoreResult: boolean;
  eta: Date | undefined;
  expires: Date | undefined;
  retries: number;
  rootId: string | number;
  parentId: string | number | null;
  argsRepr: string;
  kwargsRepr: string;
  followUps: FollowUps;
  /** As Celery reports it in `active` and the like. */
  deliveryInfo: { exchange: string; routing_key: string; priority: number | null; redelivered: boolean };
};

/** What is to be called next: on success the callbacks and the last of the chain, on failure the errbacks. */
export type FollowUps = {
  callbacks: readonly Signature[];
  errbacks: readonly Signature[];
  /** In reverse, so that the next is the last. */
  chain: readonly Signature[];
};

/** A call of a task that somebody else described. */
export type Signature = {
  task: string;
  args: readonly unknown[];
  kwargs: Readonly<Record<string, unknown>>;
  options: Readonly<Record<string, unknown>>;
  immutable: boolean;
};
