import { Violation, type Cause } from '../harness/violation.ts';

/**
 * Throws a Violation that names whoever of these workers did not answer: what the others say holds for them alone. They have just told
 * which queues they consume, so they are there.
 */
export function assertEachAnswered(
  workers: readonly string[],
  { answers, question }: { answers: Pick<ReadonlyMap<string, unknown>, 'has'>; question: string },
): void {
  const silent = workers.filter((worker) => !answers.has(worker));
  if (silent.length === 0 && workers.length > 0) return;
  const [first = causeOf(question), ...others] = silent.map((worker) => causeOf(question, worker));
  throw new Violation({
    expected: `an answer of every worker to the question for ${question}`,
    actual: workers.length === 0 ? 'no worker there' : `nothing that can be read of ${silent.join(', ')}`,
    cause: first,
    besides: others,
  });
}

const causeOf = (question: string, worker?: string): Cause => ({
  id: 'worker-silent',
  ...(worker === undefined ? {} : { of: worker }),
  sentence: `${worker ?? 'a worker'} answered a ping and then not the question for ${question}: its process has frozen or ended since, or its only thread is busy (solo pool)`,
});
