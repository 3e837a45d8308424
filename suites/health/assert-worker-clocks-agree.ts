import { mostClockDifferenceMs } from '../../contract/tasks.ts';
import type { CeleryClient } from '../../fixtures/celery/celery-client.ts';
import type { Heartbeat } from '../../fixtures/celery/gather-heartbeats.ts';
import type { TargetDate } from '../../fixtures/controls/target-date.ts';
import type { Observations } from '../../harness/check.ts';
import { Violation, type Cause } from '../../harness/violation.ts';
import { heartbeatsOf } from './assert-one-worker-version.ts';

type Asked = { celery: Pick<CeleryClient, 'heartbeats' | 'roll'>; targetDate: TargetDate };

/**
 * Throws a Violation that names the worker and the difference unless every clock agrees with ours; an error of ours where another
 * clock of the target agrees with the worker's.
 */
export async function assertWorkerClocksAgree({ celery, targetDate }: Asked): Promise<Observations> {
  const { told, assertAllHeard } = await heartbeatsOf(celery);
  const wrong = told.filter(([, { aheadMs }]) => Math.abs(aheadMs) > mostClockDifferenceMs);
  const [first, ...others] = wrong;
  if (!first) {
    assertAllHeard();
    const most = Math.max(...told.map(([, { aheadMs }]) => Math.abs(aheadMs)));
    return { clocks: most === 0 ? 'no difference to be seen' : `at most ${inSeconds(most)} apart` };
  }
  const [name, { aheadMs }] = first;
  const witness = await targetDate();
  const theirsAheadMs = witness === undefined ? 0 : witness.getTime() - Date.now();
  if (Math.abs(theirsAheadMs) > mostClockDifferenceMs && Math.abs(theirsAheadMs - aheadMs) <= mostClockDifferenceMs) {
    throw new Error(
      `The clock of this machine differs by ${inSeconds(theirsAheadMs)} from a web server of the target, and so from ${name}: set it (timedatectl), and ask again`,
    );
  }
  throw new Violation({
    expected: `clocks of workers that differ by ${inSeconds(mostClockDifferenceMs)} at most from this machine's`,
    actual: wrong.map(([worker, heartbeat]) => `${worker} is ${howFar(heartbeat)}`).join('; '),
    cause: causeOf(first, witness),
    besides: others.map((each) => causeOf(each, witness)),
  });
}

const causeOf = ([name, heartbeat]: readonly [name: string, Heartbeat], witness: Date | undefined): Cause => ({
  id: 'clock-differs',
  of: name,
  sentence: `the clock of ${name} is ${howFar(heartbeat)}: tasks expire before or after their time, and those for later run too early or too late${witness === undefined ? " (unless it is this machine's that is wrong)" : ''}`,
});

const inSeconds = (ms: number): string => `${(Math.abs(ms) / 1000).toFixed(1)} s`;

const howFar = ({ aheadMs }: Pick<Heartbeat, 'aheadMs'>): string =>
  `${inSeconds(aheadMs)} ${aheadMs > 0 ? 'ahead' : 'behind'}`;
