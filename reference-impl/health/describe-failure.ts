import { NoAnswer } from '../within.ts';

/**
 * Why a dependency did not answer, for a health document that anybody may read: a sentence of our own, because the messages of
 * the drivers quote addresses, users and statements.
 */
export function describeFailure(error: unknown): string {
  if (error instanceof NoAnswer) return error.message;
  const { code, message, cause } = facts(error);
  const known = sentences.find(([sign]) => sign.test(code) || sign.test(message));
  if (known) return known[1];
  if (cause !== undefined) return describeFailure(cause);
  return /^[A-Z0-9_]{3,40}$/.test(code) ? `failed with ${code}` : 'failed';
}

const sentences: readonly (readonly [RegExp, string])[] = [
  [/^ECONNREFUSED$/, 'refuses connections'],
  [
    /^(ECONNRESET|EPIPE|57P01)$|Connection terminated unexpectedly|[Cc]onnection closed|Socket closed/,
    'ended the connection',
  ],
  [/^(ENOTFOUND|EAI_AGAIN)$/, 'its name cannot be resolved'],
  [/^(ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)$|timeout/i, 'cannot be reached in time'],
  [/^57P03$/, 'is still starting'],
  [/^(55000|53300)$/, 'accepts no further connections'],
  [/^(28P01|28000)$|ACCESS[_-]REFUSED|WRONGPASS|NOAUTH/, 'refuses our credentials'],
  [/^3D000$/, 'has no such database'],
  [/^42P01$/, 'has no tables yet'],
  [/NOT[_-]ALLOWED/, 'has no such virtual host, or not for us'],
];

function facts(error: unknown): { code: string; message: string; cause: unknown } {
  if (!(error instanceof Error)) return { code: '', message: '', cause: undefined };
  const code = 'code' in error ? String(error.code) : '';
  // A name with several addresses (localhost) is refused once for each.
  const cause: unknown = error instanceof AggregateError ? error.errors[0] : error.cause;
  return { code, message: error.message, cause };
}
