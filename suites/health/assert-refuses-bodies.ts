import type { BodyAnnounced } from '../../fixtures/proxy/proxy-client.ts';
import { BlockedBy, leftTo } from '../../harness/blocked-by.ts';
import { Violation } from '../../harness/violation.ts';

/** Throws a Violation unless a body of that length is refused for its length; an error of ours where it is refused for something else. */
export function assertRefusesBodies({ isAwaited, status, told, request }: BodyAnnounced, bytes: number): void {
  if (status === 413) return;
  if (!isAwaited) {
    const seen = new Error(
      `${request} with a body of ${bytes} bytes is answered with ${told} before any of it is sent, so nobody can tell whether its length would have mattered.`,
    );
    // Some proxies look first for somebody to pass it on to.
    throw status !== undefined && status >= 500 ? new BlockedBy(leftTo(['health.api-is-healthy'], seen)) : seen;
  }
  throw new Violation({
    expected: `413 for a body of ${bytes} bytes, announced to ${request}`,
    actual: told,
    cause: {
      id: 'any-body-taken',
      sentence:
        'the proxy takes bodies of any length: one caller can fill its disk, or the memory of a program behind it',
    },
  });
}
