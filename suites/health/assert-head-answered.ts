import { expectStatus, quote, type HttpAnswer } from '../../fixtures/http/http-answer.ts';
import { Violation } from '../../harness/violation.ts';

/** Throws a Violation unless HEAD is answered as GET is: monitors ask by it, and would call the system down. */
export async function assertHeadAnswered(ask: (method: 'get' | 'head') => Promise<HttpAnswer>): Promise<void> {
  const [whole, head] = await Promise.all([ask('get'), ask('head')]);
  // Of a GET that is not well another check tells.
  if (head.status === whole.status) return;
  const expected = `${whole.status}, as to GET`;
  if (head.status === 404 || head.status === 405 || head.status === 501) {
    throw new Violation({
      expected,
      actual: quote(head),
      cause: { id: 'head-refused', sentence: `${head.request} is refused (${head.status}), while GET is answered` },
    });
  }
  expectStatus(head, whole.status, expected);
}
