import { expect, test } from 'vitest';
import type { Question } from './question.ts';
import { select } from './selection.ts';
import { checkCalled } from './testing/check-called.ts';
import { validateChecks } from './validate-checks.ts';

const checks = [
  checkCalled('health.broker'),
  checkCalled('queue.consumers', { restsOn: ['health.broker'] }),
  checkCalled('queue.canary', { after: ['queue.consumers'], safety: 'canary', severity: 'critical' }),
  checkCalled('queue.generated', { tier: 'deep' }),
  checkCalled('load.fast'),
];
const chosen = (question: Partial<Question>) => {
  const {
    checks: running,
    drawnIn,
    withheld,
    notAsked,
  } = select(checks, { safety: 'destructive', onlyWhenNamed: ['load'], ...question });
  const ids = (facts: readonly { id: string }[]) => facts.map(({ id }) => id);
  return { running: ids(running), drawnIn, withheld: ids(withheld), notAsked: ids(notAsked) };
};

test('nothing named means everything but what has to be named', () => {
  expect(chosen({})).toEqual({
    running: ['health.broker', 'queue.consumers', 'queue.canary'],
    drawnIn: [],
    withheld: [],
    notAsked: ['queue.generated', 'load.fast'],
  });
});

test('a single id brings what it builds on, all the way down', () => {
  expect(chosen({ only: ['queue.canary'] })).toMatchObject({
    running: ['health.broker', 'queue.consumers', 'queue.canary'],
    drawnIn: ['health.broker', 'queue.consumers'],
  });
});

test('what tells of a thing is asked with what may run into it, unless it takes longer or is not allowed', () => {
  const list = [
    checkCalled('a.root'),
    checkCalled('a.teller', { restsOn: ['a.root'] }),
    checkCalled('a.canary', { safety: 'canary' }),
    checkCalled('a.slow', { tier: 'deep' }),
    checkCalled('a.deferring', { defersTo: ['a.teller', 'a.canary', 'a.slow'] }),
  ];
  const asking = (question: Partial<Question>) =>
    select(list, { safety: 'observe', only: ['a.deferring'], ...question });
  const { checks: running, drawnIn, withheld } = asking({});
  expect(running.map(({ id }) => id)).toEqual(['a.root', 'a.teller', 'a.deferring']);
  expect({ drawnIn, withheld }).toEqual({ drawnIn: ['a.root', 'a.teller'], withheld: [] });
  expect(asking({ safety: 'canary' }).drawnIn).toEqual(['a.root', 'a.teller', 'a.canary']);
  expect(asking({ only: ['a.deferring', 'a.slow'] }).checks.map(({ id }) => id)).toContain('a.slow');
});

test('a glob means every id that it fits', () => {
  expect(chosen({ only: ['queue.c*'] }).running).toEqual(['health.broker', 'queue.consumers', 'queue.canary']);
});

test('an area that has to be named is asked when it is', () => {
  expect(chosen({ areas: ['load'] }).running).toEqual(['load.fast']);
});

test('a deeper tier is asked when allowed', () => {
  expect(chosen({ areas: ['queue'], tier: 'deep' }).running).toContain('queue.generated');
});

test('a check that is named is asked however deep it is, unless a tier is named too', () => {
  expect(chosen({ only: ['queue.generated'] }).running).toEqual(['queue.generated']);
  expect(() => chosen({ only: ['queue.gen*'] })).toThrow('tier full');
  expect(() => chosen({ only: ['queue.generated'], tier: 'smoke' })).toThrow('tier smoke');
});

test('from a severity up, and what that builds on', () => {
  expect(chosen({ severity: 'critical' })).toEqual({
    running: ['health.broker', 'queue.consumers', 'queue.canary'],
    drawnIn: ['health.broker', 'queue.consumers'],
    withheld: [],
    notAsked: ['queue.generated', 'load.fast'],
  });
  expect(chosen({ severity: 'major' }).drawnIn).toEqual([]);
});

test('words that leave nothing of each other are refused, each for itself', () => {
  expect(() => chosen({ only: ['queue.canary', 'queue.gen*'] })).toThrow(
    '--only queue.gen* names only checks that the other words leave out: tier full.',
  );
  expect(() => chosen({ only: ['queue.canary'], areas: ['health'] })).toThrow(
    '--only queue.canary names only checks that the other words leave out: the area health, tier full.',
  );
  expect(() => chosen({ areas: ['queue', 'health'], severity: 'critical' })).toThrow(
    'The area health has no check that the other words leave: tier full, severity critical.',
  );
  expect(() => chosen({ only: ['health.broker'], severity: 'critical' })).toThrow(
    '--only health.broker names only checks that the other words leave out: tier full, severity critical.',
  );
  expect(() => chosen({ areas: ['queue', 'health'], only: ['health.broker'] })).toThrow(
    'The area queue has no check that the other words leave: tier full, --only health.broker.',
  );
});

test('what goes further than safety allows is withheld, not forgotten', () => {
  expect(chosen({ safety: 'observe' })).toMatchObject({
    running: ['health.broker', 'queue.consumers'],
    withheld: ['queue.canary'],
  });
});

test('what is withheld draws nothing in, and what nobody asked for is not withheld', () => {
  expect(chosen({ only: ['queue.canary'], safety: 'observe' })).toMatchObject({
    running: [],
    withheld: ['queue.canary'],
  });
  expect(chosen({ only: ['health.broker'], safety: 'observe' })).toMatchObject({
    running: ['health.broker'],
    withheld: [],
  });
});

test('a foundation that is not in the list draws nothing in', () => {
  const above = checkCalled('a.above', { after: ['a.elsewhere'] });
  expect(select([above], { safety: 'observe' })).toMatchObject({ checks: [above], drawnIn: [] });
});

test('a check is withheld with its positive control', () => {
  const control = checkCalled('mcp.serves', { safety: 'canary' });
  const refusal = checkCalled('mcp.refuses', { safety: 'observe', after: ['mcp.serves'] });
  expect(select([control, refusal], { safety: 'observe' })).toMatchObject({ checks: [], withheld: [control, refusal] });
});

test('misspelt words name the nearest known one', () => {
  expect(() => chosen({ areas: ['queu'] })).toThrow(
    'There is no area or command "queu". Did you mean "queue"? Areas: health, queue, load.',
  );
  expect(() => chosen({ only: ['queue.canari'] })).toThrow(
    '--only queue.canari names no check. Did you mean "queue.canary"? See ./medcor-verify list.',
  );
});

test('a list that cannot be run is refused', () => {
  expect(() => validateChecks([checkCalled('a.one'), checkCalled('a.one')])).toThrow('Two checks are called a.one.');
  expect(() => validateChecks([checkCalled('a.one', { after: ['a.two'] })])).toThrow(
    'a.one stands after a.two, which is not in the list.',
  );
  expect(() =>
    validateChecks([checkCalled('a.one', { after: ['a.two'] }), checkCalled('a.two', { restsOn: ['a.one'] })]),
  ).toThrow('These checks wait for each other: a.one -> a.two -> a.one.');
});

test('a check whose control is withheld is not run, nor drawn in by another', () => {
  const control = checkCalled('mcp.serves', { safety: 'canary' });
  const refusal = checkCalled('mcp.refuses', { after: ['mcp.serves'] });
  const above = checkCalled('mcp.above', { restsOn: ['mcp.refuses'] });
  expect(select([control, refusal, above], { only: ['mcp.above'], safety: 'observe' })).toEqual({
    checks: [above],
    drawnIn: [],
    withheld: [control, refusal],
    notAsked: [],
  });
});

test('an id that is asked for together with another area counts for its own', () => {
  expect(chosen({ only: ['health.broker', 'load.*'] }).running).toEqual(['health.broker', 'load.fast']);
});

test('what others build on is not called not asked', () => {
  expect(chosen({ only: ['queue.consumers'] })).toEqual({
    running: ['health.broker', 'queue.consumers'],
    drawnIn: ['health.broker'],
    withheld: [],
    notAsked: ['queue.canary', 'queue.generated', 'load.fast'],
  });
});

test('minor checks are left out from major up', () => {
  const minor = checkCalled('a.minor', { severity: 'minor' });
  const major = checkCalled('a.major', { severity: 'major' });
  const ids = (severity: 'minor' | 'major') =>
    select([minor, major], { safety: 'observe', severity }).checks.map(({ id }) => id);
  expect(ids('minor')).toEqual(['a.minor', 'a.major']);
  expect(ids('major')).toEqual(['a.major']);
});
