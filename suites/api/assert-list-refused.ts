import { json, quote, type HttpAnswer } from '../../fixtures/http/http-answer.ts';
import { Violation } from '../../harness/violation.ts';
import { carriesRecord } from '../served-record.ts';

const expected = '401 (or 403) and no appointment for a caller without a token';

/**
 * Throws a Violation unless the list was refused, without anything of what `control`, the same request with a valid token, returned.
 * Django REST framework says 403 where the first way to log in knows no challenge (its documentation on authentication).
 */
export function assertListRefused(answer: HttpAnswer, control: HttpAnswer): void {
  const result = json(control, 'a list of appointments') as Record<string, unknown>;
  const served = { answer: control, message: { jsonrpc: '2.0' as const, result } };
  if (carriesRecord({ answer, message: undefined }, served)) {
    // What it served is somebody's record: its presence is told, not its content.
    throw new Violation({
      expected,
      actual: `${answer.status} with appointments`,
      cause: { id: 'served-without-token', sentence: 'the API serves the list of appointments to anyone' },
    });
  }
  if (answer.status === 401 || answer.status === 403) return;
  throw new Violation({
    expected,
    actual: quote(answer),
    cause: {
      id: 'fails-instead-of-refusing',
      sentence: `the API answers a request without a token with ${answer.status}, which does not say that one is wanted`,
    },
    remedy:
      'let the API look at the token before anything else, and answer 401 (with WWW-Authenticate) where there is none; docker-compose logs --tail=50 web',
  });
}
