import { randomUUID } from 'node:crypto';
import { canaryDeadlineMs, canaryTask } from '../../contract/tasks.ts';
import type { CeleryClient } from '../../fixtures/celery/celery-client.ts';
import { publishingBlocked } from '../../fixtures/broker/publishing-blocked.ts';
import type { TaskOutcome } from '../../fixtures/celery/run-task.ts';
import { exceptionOf, type TaskResult } from '../../fixtures/celery/task-result.ts';
import type { Observations } from '../../harness/check.ts';
import { NotOffered } from '../../harness/not-offered.ts';
import { answerOrViolation } from '../../harness/answer-or-violation.ts';
import { Violation, type Cause } from '../../harness/violation.ts';
import { gatherEvidence, type Beginnings } from './gather-evidence.ts';
import { leftEach, type LeftViolation } from '../health/leave-to.ts';
import { canaryToldBy } from '../health/told-of-workers.ts';
import { describeEvidence, diagnose } from './triage.ts';

/**
 * Sends a canary to each queue, which leaves nothing behind, and throws a Violation with the reason unless every result comes back in
 * time; how long each took is the latency of its queue.
 */
export async function assertCanaryExecuted(celery: CeleryClient): Promise<Observations> {
  const { results } = celery.workers;
  if (results !== 'rpc') throw new NotOffered(`the workers return no results by rpc://: ${results.notOffered}`);
  const latencies: string[] = [];
  const troubles: LeftViolation[] = [];
  // One after the other: whether a worker has begun one is told by how many it has begun.
  for (const { name } of celery.queues) {
    if (troubles.length === mostAwaited) {
      troubles.push(leftToOthers(notSent(name)));
      continue;
    }
    const latency = await answerOrViolation(latencyOf(celery, name));
    if (latency instanceof Violation) troubles.push(leftToOthers(ofQueue(name, latency)));
    else latencies.push(`${latency} ms in "${name}"`);
  }
  const [first, ...others] = troubles;
  if (first) throw leftEach([first, ...others]);
  return { executedAfter: latencies.join(', ') };
}

const leftToOthers = (seen: Violation): LeftViolation => ({ seen, to: canaryToldBy[seen.facts.cause.id] ?? [] });

/** So many times a canary is waited for in vain, of however many queues: nobody has the time for more. */
const mostAwaited = 2;

const ofQueue = (queue: string, { facts, cause }: Violation): Violation =>
  new Violation({ ...facts, cause: { ...facts.cause, of: queue } }, { cause });

/** Who knows why other queues execute nothing knows nothing of this one. */
const notSent = (queue: string): Violation =>
  new Violation({
    expected: `a result for a canary in "${queue}"`,
    actual: `none sent to "${queue}"`,
    cause: {
      id: 'canary-not-sent',
      of: queue,
      sentence: `no canary was sent to "${queue}": those in ${mostAwaited} queues before it were waited for in vain`,
    },
  });

/** How long a canary takes from the queue to a worker and back, in milliseconds. */
async function latencyOf(celery: CeleryClient, queue: string): Promise<number> {
  const nonce = `medcor-verify-${randomUUID()}`;
  const before = (await celery.begun((await celery.roll()).concerned)).answers;
  // With `index`, the task answers the argument at it.
  const task = { name: canaryTask, args: [nonce], kwargs: { index: 0 } };
  const outcome = await celery.runTask(task, { queue, deadlineMs: canaryDeadlineMs });
  return await afterMsUnlessUnanswered(outcome, { celery, queue, nonce, before });
}

const expectation = (nonce: string) => `a result for canary ${nonce.slice(-12)} within ${canaryDeadlineMs} ms`;

async function afterMsUnlessUnanswered(
  outcome: TaskOutcome,
  { celery, queue, nonce, before }: { celery: CeleryClient; queue: string; nonce: string; before: Beginnings },
): Promise<number> {
  const expected = expectation(nonce);
  switch (outcome.kind) {
    case 'answered':
      if (outcome.result.status === 'SUCCESS' && outcome.result.result === nonce) return outcome.afterMs;
      throw new Violation({ expected, ...wrongAnswer(outcome.result) });
    case 'unroutable':
      throw new Violation({
        expected,
        actual: 'the broker sent it back: 312 NO_ROUTE',
        cause: {
          id: 'no-route',
          sentence: `the broker has no queue "${queue}", so no worker has ever consumed it`,
        },
      });
    case 'unconfirmed':
      throw publishingBlocked(outcome.blockedBecause, expected);
    case 'unanswered': {
      const evidence = await gatherEvidence(celery, { id: outcome.id, task: canaryTask, queue, before });
      const state = outcome.lastState === undefined ? '' : `; its last state was ${outcome.lastState}`;
      throw new Violation({ expected, actual: `none; ${describeEvidence(evidence)}${state}`, ...diagnose(evidence) });
    }
  }
}

function wrongAnswer(result: TaskResult): { actual: string; cause: Cause } {
  if (result.status === 'SUCCESS') {
    return {
      actual: JSON.stringify(result.result).slice(0, 120),
      cause: { id: 'wrong-result', sentence: 'the worker answered with something else than it was asked to return' },
    };
  }
  const exception = exceptionOf(result);
  return {
    actual: `${result.status} (${exception})`,
    cause: /expired/.test(exception)
      ? {
          id: 'clocks-differ',
          sentence: 'the worker took a fresh canary for an expired one: its clock is ahead of ours',
        }
      : { id: 'canary-failed', sentence: `the worker executed the canary and failed: ${exception}` },
  };
}
