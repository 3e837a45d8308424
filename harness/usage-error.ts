/** Wrong usage or configuration, found before the first request: exit 2 with this one sentence. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
