import { afterEach, beforeEach, vi } from 'vitest';
import { type PrivateState, privateState } from './private-state.ts';

/** Gives each test of a file a temporary folder of its own (TMPDIR), which goes with it; what lies there is told by what is returned. */
export function ownTemporaryFolder(): () => PrivateState {
  let state: PrivateState;
  beforeEach(async () => {
    state = await privateState();
    vi.stubEnv('TMPDIR', state.folder);
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await state[Symbol.asyncDispose]();
  });
  return () => state;
}
