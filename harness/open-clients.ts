import type { Exchange } from './exchange.ts';

/**
 * Hands a check the clients it names in `needs`, opened for it alone and ended after it. Throws `NotOffered` where the target
 * declares that it lacks one. `signal` aborts when the check's deadline has passed or the run is interrupted.
 */
export type OpenClients<Clients> = (needs: readonly (keyof Clients)[], signal: AbortSignal) => Promise<Opened<Clients>>;

export type Opened<Clients> = AsyncDisposable & {
  clients: Partial<Clients>;
  /** What has passed through these clients so far: the evidence of a check that is not green. */
  exchanges?: () => readonly Exchange[];
};
