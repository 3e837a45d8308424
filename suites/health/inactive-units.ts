import type { UnitState } from '../../fixtures/machine/unit-state.ts';
import type { UnitStates } from '../../fixtures/machine/units-client.ts';
import { quoteForShell } from '../../harness/quote-for-shell.ts';
import { Violation, type Cause } from '../../harness/violation.ts';
import { counted } from '../counted.ts';
import { isYoung } from './is-young.ts';
import { onMachine } from './on-machine.ts';
import { setAside, type SetAside } from './set-aside.ts';
import { namesOf, statusCommands } from './unit-words.ts';
import { isUnknown, toldAsUnknown } from './unknown-units.ts';
import { explainedByEndOf, fromTheBottomUp } from './what-it-runs.ts';

/** The Violation where one of those that systemd knows is not active, or not for long, as health.units-are-active tells it. */
export function inactiveAmong({ units: all, now }: UnitStates, where: string): Violation | undefined {
  const units = all.filter((unit) => !isUnknown(unit));
  const troubled = fromTheBottomUp(
    units.flatMap((unit) => {
      const cause = troubleWith(unit, now);
      return cause === undefined ? [] : [{ ...unit, cause }];
    }),
    ({ name }) => name,
  );
  const [first, ...others] = troubled;
  if (first === undefined) return undefined;
  return new Violation({
    expected: `${namesOf(units)} active on ${where}`,
    actual: troubled.map(seenOf).join('; '),
    cause: causeOf(first),
    besides: others.map(causeOf),
    remedy: onMachine(where, [...statusCommands(troubled), ...troubled.flatMap(stepFor)]),
  });
}

const causeOf = ({ name, cause: { id, sentence } }: UnitState & { cause: Cause }): Cause => ({
  id,
  of: name,
  sentence: `${name} ${sentence}`,
  ...explainedByEndOf(name),
});

/** The units that are active as they should be. */
export function setAsideInactive(states: UnitStates, where: string): SetAside<UnitState> {
  const { units, now } = states;
  const tells = (unit: UnitState) => !isUnknown(unit) && troubleWith(unit, now) !== undefined;
  const violation = inactiveAmong(states, where);
  const inactive = violation ? [{ id: 'health.units-are-active', tells, violation: () => violation }] : [];
  return setAside(units, [...toldAsUnknown(units, where), ...inactive]);
}

/** "celery.service is failed (exit-code, exit code 1)" */
function seenOf({ name, active, sub, result, ended, restarts = 0 }: UnitState): string {
  const failure = result === 'success' ? [] : [result, ended ?? ''];
  const details = [sub, ...failure].filter((each) => each !== '' && each !== active);
  const after = restarts === 0 ? '' : ` after ${counted(restarts, 'restart')} by systemd`;
  return `${name} is ${active}${details.length === 0 ? '' : ` (${details.join(', ')})`}${after}`;
}

/** What lets it run again; one that dies again and again first needs a reason. */
const stepFor = ({ name, active, cause }: UnitState & { cause: Cause }): string[] => {
  if (active === 'inactive') return [`sudo systemctl start ${quoteForShell(name)}`];
  return ['unit-failed', 'unit-exited', 'timer-elapsed'].includes(cause.id)
    ? [`sudo systemctl restart ${quoteForShell(name)}`]
    : [];
};

function troubleWith(unit: UnitState, now: Date): Cause | undefined {
  const { active, sub, type, result, startedAt, restarts = 0 } = unit;
  const isJob = type === 'oneshot';
  if (active === 'failed') return { id: 'unit-failed', sentence: failureOf(unit) };
  if (sub.startsWith('auto-restart'))
    return { id: 'crash-loop', sentence: 'has died, and waits for systemd to start it once more' };
  // A script of init.d, or RemainAfterExit=, lets systemd call it active without any process.
  if (active === 'active' && sub === 'exited' && !isJob)
    return { id: 'unit-exited', sentence: 'counts as active though its program has ended: none of it runs any more' };
  if (unit.id.endsWith('.timer') && sub === 'elapsed')
    return { id: 'timer-elapsed', sentence: 'counts as active though it has elapsed: it will start nothing any more' };
  const isAtWork = isJob && active === 'activating' && /^(?:condition|start)/.test(sub);
  if (isAtWork || ['active', 'reloading', 'refreshing'].includes(active)) {
    if (restarts < 2 || !isYoung(unit, now)) return undefined;
    const last = `${restarts} times by itself, last less than a minute ago`;
    return { id: 'crash-loop', sentence: `dies again and again: systemd has started it ${last}` };
  }
  if (active === 'activating')
    return { id: 'unit-starting', sentence: `has not started yet (${sub}): it waits for something, or is slow` };
  if (active === 'deactivating') return { id: 'unit-stopping', sentence: `is being stopped (${sub})` };
  // One that does its work and ends is idle in between, and before a timer has started it first.
  if (isJob && !unit.remains && result === 'success' && (startedAt !== undefined || unit.triggeredBy.length > 0))
    return undefined;
  return {
    id: 'unit-inactive',
    sentence:
      startedAt === undefined
        ? 'is not active: nobody has started it since the machine booted'
        : 'is not active: somebody has stopped it, or it has ended by itself',
  };
}

const failureOf = ({ result, ended }: UnitState): string =>
  `has failed: ${failures[result] ?? result}${ended === undefined ? '' : ` (${ended})`}, and systemd does not start it again`;

/** Values of Result (systemd.exec(5), $SERVICE_RESULT). */
const failures: Readonly<Record<string, string>> = {
  'exit-code': 'its program ended with an error',
  signal: 'its program was killed',
  'core-dump': 'its program crashed',
  'oom-kill': 'the machine ran out of memory and killed it',
  timeout: 'it did not start or stop in its time',
  watchdog: 'it gave no sign of life in its time',
  'start-limit-hit': 'it was started too often in a short time',
  resources: 'the machine lacked something to start it',
  protocol: 'it never said that it had started',
};
