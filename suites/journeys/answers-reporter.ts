import { appendFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import type { Reporter, TestCase, TestError, TestResult } from 'playwright/types/testReporter';
import type { Observations, Outcome } from '../../harness/check.ts';
import type { Exchange } from '../../harness/exchange.ts';
import type { RunnerOutcome } from '../../harness/runner.ts';
import type { ViolationFacts } from '../../harness/violation.ts';
import { notes } from './journey-test.ts';

/** One line of the answers: a journey's outcome and, where it is red, what Playwright kept of it (paths), or trouble that belongs to no journey (a file that does not load). */
export type JourneyAnswer = { id: string; outcome: RunnerOutcome; files?: string[] } | { trouble: string };

/** Writes what came of each journey as a line of JSON: only a Violation that a journey has told is a failure of the target. */
export default class AnswersReporter implements Reporter {
  readonly #file: string;

  constructor({ file }: { file: string }) {
    this.#file = file;
  }

  onTestEnd({ title }: TestCase, result: TestResult): void {
    const outcome = { ...outcomeOf(result), durationMs: result.duration };
    if (outcome.verdict === 'passed') return this.#write({ id: title, outcome });
    const seen = (noted(result.annotations, notes.exchanges) as Exchange[] | undefined) ?? [];
    this.#write({
      id: title,
      outcome: { ...outcome, exchanges: outcome.verdict === 'broken' ? [...seen, wholeError(result)] : seen },
      files: result.attachments.flatMap(({ path }) => path ?? []),
    });
  }

  onError(error: TestError): void {
    this.#write({ trouble: sentence(error) });
  }

  printsToStdio(): boolean {
    return false;
  }

  #write(answer: JourneyAnswer): void {
    appendFileSync(this.#file, `${JSON.stringify(answer)}\n`, { mode: 0o600 });
  }
}

export function outcomeOf({
  status,
  annotations,
  error,
}: Pick<TestResult, 'status' | 'annotations' | 'error'>): Outcome {
  const violation = noted(annotations, notes.violation) as ViolationFacts | undefined;
  if (status === 'passed') {
    const observed = noted(annotations, notes.observed) as Observations | undefined;
    return observed ? { verdict: 'passed', observed } : { verdict: 'passed' };
  }
  if (status === 'failed' && violation) return { verdict: 'failed', violation };
  const said = error ? `: ${sentence(error)}` : '';
  if (status === 'failed') return { verdict: 'broken', reason: `the journey could not be made${said}` };
  return { verdict: 'broken', reason: `the journey was not made to its end (${status})${said}` };
}

function noted(annotations: TestResult['annotations'], type: string): unknown {
  const note = annotations.find((annotation) => annotation.type === type)?.description;
  return note === undefined ? undefined : JSON.parse(note);
}

/** All that Playwright says of an error, e.g. the last words of a browser that does not start. */
const wholeError = ({ error, startTime, duration }: TestResult): Exchange => ({
  at: startTime.toISOString(),
  protocol: 'browser',
  asked: 'Playwright, to make the journey',
  durationMs: duration,
  error: stripVTControlCharacters(error?.message ?? 'it said nothing').slice(0, mostCharacters),
});

const mostCharacters = 4000;

/** The first line that says something; the rest is stacks and call logs. */
function sentence({ message = 'an error without a message' }: TestError): string {
  return stripVTControlCharacters(message).split('\n')[0]?.trim() ?? '';
}
