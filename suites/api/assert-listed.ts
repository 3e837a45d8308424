import { expectStatus, json, type HttpAnswer } from '../../fixtures/http/http-answer.ts';
import { Violation } from '../../harness/violation.ts';
import { appointmentListSchema } from '../appointment-schema.ts';
import { schemaProblems } from '../schema-problems.ts';

const expected = '200 with a list of appointments and their total';

/** Throws a Violation unless the answer is a list of appointments as the contract describes it. */
export function assertListed(answer: HttpAnswer): void {
  expectStatus(answer, 200, expected);
  const parsed = appointmentListSchema.safeParse(json(answer, expected));
  if (parsed.success) return;
  throw new Violation({
    expected,
    actual: `200 with JSON in which ${schemaProblems(parsed.error)}`,
    cause: {
      id: 'list-breaks-its-schema',
      sentence: 'the list of appointments does not have the shape that the contract promises to its readers',
    },
  });
}
