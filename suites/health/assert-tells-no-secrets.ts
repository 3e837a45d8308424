import type { HttpAnswer } from '../../fixtures/http/http-answer.ts';
import { Violation, type Cause } from '../../harness/violation.ts';
import { secretsIn, type Found } from './secrets-in.ts';

/** Throws a Violation where a health document, which everybody may read, holds what nobody should. What that is, is never told. */
export function assertTellsNoSecrets(answer: HttpAnswer): void {
  const [found, ...others] = secretsIn(answer.text);
  if (!found) return;
  throw new Violation({
    expected: 'a health document without secrets and without the insides of the program',
    actual: [found, ...others].map(({ where, what }) => `${what} at "${where}"`).join(', '),
    cause: causeOf(answer, found),
    besides: others.map((each) => causeOf(answer, each)),
  });
}

const causeOf = ({ request }: HttpAnswer, { id, what, where }: Found): Cause => ({
  id,
  of: where,
  sentence: `${request} tells everybody ${what}`,
});
