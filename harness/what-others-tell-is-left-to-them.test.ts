import { expect, test } from 'vitest';
import { BlockedBy, leftTo, type Left } from './blocked-by.ts';
import type { Check } from './check.ts';
import { runChecks, type RunChecksOptions } from './run-checks.ts';
import { checkCalled, withoutClients, type NoClients } from './testing/check-called.ts';
import { validateChecks } from './validate-checks.ts';
import { Violation, type Cause } from './violation.ts';

const run = (checks: readonly Check<NoClients>[], options: Partial<RunChecksOptions<NoClients>> = {}) =>
  runChecks({
    checks,
    open: withoutClients,
    runners: {},
    redact: (text) => text.replaceAll('s3cret', '…'),
    ...options,
  });
const violation = (id: string, sentence = 'it is silent') =>
  new Violation({ expected: 'an answer', actual: 'none', cause: { id, sentence } });
const red = async () => {
  throw violation('refused');
};
/** Tells nothing while the program does not answer. */
const deferring = (to: string[], defersTo = to, sentence?: string) =>
  checkCalled('a.deferring', {
    defersTo,
    run: async () => {
      throw new BlockedBy(leftTo(to, violation('silent', sentence)));
    },
  });
/** Meets all of this at once. */
const meeting = (...left: readonly [Left, ...Left[]]) =>
  checkCalled('a.deferring', {
    defersTo: left.flatMap(({ to }) => to.map(({ id }) => id)),
    run: async () => {
      throw new BlockedBy(...left);
    },
  });
const broken = async () => {
  throw new Error('we lack a password');
};

test('it is blocked by a red one, though that ends later, and says what it saw', async () => {
  const told: string[] = [];
  const over = Promise.withResolvers<void>();
  const checks = [
    deferring(['a.green', 'a.teller'], undefined, 'the token s3cret is of no use'),
    checkCalled('a.green', { after: ['a.first'], run: async () => over.resolve() }),
    checkCalled('a.first'),
    checkCalled('a.teller', { run: () => over.promise.then(red) }),
  ];
  const [deferred] = await run(checks, { onResult: ({ id }) => told.push(id) });
  expect(deferred).toMatchObject({ verdict: 'blocked', by: 'a.teller', saw: 'the token … is of no use' });
  expect(told).toEqual(['a.first', 'a.green', 'a.teller', 'a.deferring']);
});

test('one that is blocked itself hands on its root, and what stands on the deferring one is blocked by it too', async () => {
  const checks = [
    checkCalled('a.above', { after: ['a.deferring'] }),
    deferring(['a.teller']),
    checkCalled('a.teller', { restsOn: ['a.root'] }),
    checkCalled('a.root', { run: red }),
  ];
  expect(await run(checks)).toMatchObject([
    { verdict: 'blocked', by: 'a.root' },
    { verdict: 'blocked', by: 'a.root' },
    { verdict: 'blocked', by: 'a.root' },
    { verdict: 'failed' },
  ]);
});

test.for<[string, Check<NoClients>[]]>([
  ['passes', [checkCalled('a.teller')]],
  ['is not asked', []],
  ['is known to fail', [checkCalled('a.teller', { run: red })]],
])('where the other one %s, nobody else tells, and it has failed itself', async ([, tellers]) => {
  const waivers = [{ check: 'a.teller', cause: 'refused', reason: 'known', until: '2999-01-01' }];
  const [deferred] = await run([deferring(['a.teller']), ...tellers], { waivers });
  expect(deferred).toMatchObject({ verdict: 'failed', violation: { cause: { id: 'silent' } } });
  expect(deferred).not.toHaveProperty('waived');
});

test('what is known of the other one by the same cause is known here, and blocks nothing', async () => {
  const waivers = [{ check: 'a.teller', cause: 'silent', reason: 'known', until: '2999-01-01' }];
  const teller = checkCalled('a.teller', {
    run: async () => {
      throw violation('silent');
    },
  });
  const above = checkCalled('a.above', { after: ['a.deferring'] });
  expect(await run([deferring(['a.teller']), teller, above], { waivers })).toMatchObject([
    { verdict: 'failed', waived: { reason: 'known' } },
    { verdict: 'failed', waived: { reason: 'known' } },
    { verdict: 'passed' },
  ]);
});

test('what is known of another thing is not known here, though it has the same name there', async () => {
  const waivers = [{ check: 'a.teller', cause: 'silent', reason: 'known', until: '2999-01-01' }];
  const teller = checkCalled('a.teller', {
    run: async () => {
      throw violation('silent');
    },
  });
  const asking = meeting({ seen: violation('silent'), to: [{ id: 'a.teller', another: true }] });
  expect(await run([asking, teller])).toMatchObject([{ verdict: 'blocked', by: 'a.teller' }, { verdict: 'failed' }]);
  const [deferred] = await run([asking, teller], { waivers });
  expect(deferred).toMatchObject({ verdict: 'failed', violation: { cause: { id: 'silent' } } });
  expect(deferred).not.toHaveProperty('waived');
});

test('what is known of the other one covers here no more than it does there', async () => {
  const cause = { id: 'silent', of: 'one', sentence: 'one is silent' };
  const failing = (...besides: Cause[]) => new Violation({ expected: 'an answer', actual: 'none', cause, besides });
  const teller = checkCalled('a.teller', {
    run: async () => {
      throw failing();
    },
  });
  const waivers = [{ check: 'a.teller', cause: 'silent', reason: 'known', until: '2999-01-01' }];
  const outcomeOf = async (...besides: Cause[]) => {
    const defer = async () => {
      throw new BlockedBy(leftTo(['a.teller'], failing(...besides)));
    };
    const [deferred] = await run([checkCalled('a.deferring', { defersTo: ['a.teller'], run: defer }), teller], {
      waivers,
    });
    return deferred;
  };
  expect(await outcomeOf()).toMatchObject({ verdict: 'failed', waived: { reason: 'known' } });
  expect(await outcomeOf({ ...cause, of: 'two' })).not.toHaveProperty('waived');
  expect(await outcomeOf({ ...cause, id: 'refused' })).not.toHaveProperty('waived');
});

test('one of the causes of the other one is enough, where that is what is met, known or meant', async () => {
  const cause = { id: 'silent', sentence: 'it is silent' };
  const besides = [{ id: 'closed', sentence: 'it is closed' }];
  const teller = checkCalled('a.teller', {
    run: async () => {
      throw new Violation({ expected: 'an answer', actual: 'none', cause, besides });
    },
  });
  const asking = meeting({ seen: violation('silent'), to: [{ id: 'a.teller', as: ['closed'] }] });
  expect(await run([asking, teller])).toMatchObject([{ verdict: 'blocked' }, { verdict: 'failed' }]);
  const waivers = ['silent', 'closed'].map((id) => ({
    check: 'a.teller',
    cause: id,
    reason: 'known',
    until: '2999-01-01',
  }));
  expect(await run([deferring(['a.teller']), teller], { waivers })).toMatchObject([
    { verdict: 'failed', waived: { reason: 'known; known' } },
    { verdict: 'failed', waived: { reason: 'known; known' } },
  ]);
});

test('what is left to nobody says so, and each of several is told', () => {
  const error = new BlockedBy(leftTo([], violation('silent')), leftTo(['a.one'], violation('closed')));
  expect(error.message).toMatch(/^left to nobody to tell: .+; left to a\.one to tell: /);
});

test.for<[string, Check<NoClients>]>([
  ['another one', deferring(['a.teller'], ['a.other'])],
  ['only one of two', deferring(['a.teller', 'a.third'], ['a.teller'])],
  ['nobody', { ...deferring(['a.teller']), defersTo: undefined } as object as Check<NoClients>],
])('whoever says that it defers to %s, and defers to more, is broken: a fault of ours', async ([, check]) => {
  const [deferred] = await run([check, checkCalled('a.teller', { run: red })]);
  expect(deferred).toMatchObject({ verdict: 'broken', reason: expect.stringContaining('left to a.teller') });
});

test('as an error it says to whom something is left, and what', () => {
  const seen = violation('silent');
  const error = new BlockedBy(leftTo(['a.one', 'a.other'], seen));
  expect(String(error)).toBe(`BlockedBy: left to a.one or a.other to tell: ${seen.message}`);
  expect(error.cause).toBe(seen);
});

test('what one of them tells hides nothing that nobody tells', async () => {
  const left = (to: string[], id: string, remedy: string): Left => {
    const facts = { expected: 'all well', actual: 'two are down', cause: { id, sentence: `${id}.` }, remedy };
    return leftTo(to, new Violation(facts));
  };
  const asking = meeting(left(['a.teller'], 'told', 'x'), left(['a.green'], 'one', 'y; z'), left([], 'two', 'z; w'));
  const tellers = [checkCalled('a.green'), checkCalled('a.teller', { run: red })];
  const [deferred] = await run([asking, ...tellers]);
  expect(deferred).toMatchObject({
    verdict: 'failed',
    violation: { actual: 'two are down', cause: { id: 'one' }, besides: [{ id: 'two' }], remedy: 'y; z; w' },
  });
  expect(deferred).not.toHaveProperty('violation.besides.1');
});

test.for<[string, string[], string]>([
  ['another cause', ['closed'], 'failed'],
  ['that cause', ['closed', 'refused'], 'blocked'],
])('where the other one is red for %s than is meant', async ([, as, verdict]) => {
  const asking = meeting({ seen: violation('silent'), to: [{ id: 'a.teller', as }] });
  const failing = checkCalled('a.teller', { run: red });
  expect(await run([asking, failing])).toMatchObject([{ verdict }, { verdict: 'failed' }]);
  const resting = checkCalled('a.teller', { restsOn: ['a.root'] });
  // What was not asked has told no cause.
  expect(await run([asking, resting, checkCalled('a.root', { run: red })])).toMatchObject([
    { verdict: 'failed' },
    { verdict: 'blocked' },
    { verdict: 'failed' },
  ]);
});

test.for([
  ['another thing', 'two', 'failed'],
  ['that thing', 'one', 'blocked'],
  ['no thing of its own', undefined, 'blocked'],
])('where the other one is red for %s of several', async ([, of, verdict]) => {
  const cause = { id: 'silent', sentence: 'silent' };
  const about = (thing: string | undefined) =>
    new Violation({ expected: 'x', actual: 'y', cause: thing === undefined ? cause : { ...cause, of: thing } });
  const teller = checkCalled('a.teller', {
    run: async () => {
      throw about(of);
    },
  });
  const asking = meeting({ seen: about('one'), to: [{ id: 'a.teller', as: ['silent'] }] });
  expect(await run([asking, teller])).toMatchObject([{ verdict }, { verdict: 'failed' }]);
});

test('one that is broken tells nothing of the target, nor does what it blocks', async () => {
  const asking = meeting(leftTo(['a.teller', 'a.above'], violation('silent')));
  const tellers = [checkCalled('a.teller', { run: broken }), checkCalled('a.above', { after: ['a.teller'] })];
  expect(await run([asking, ...tellers])).toMatchObject([
    { verdict: 'failed', violation: { cause: { id: 'silent' } } },
    { verdict: 'broken' },
    { verdict: 'blocked' },
  ]);
});

test('a trouble of ours is told once, and what was seen of the target comes before it', async () => {
  const trouble = new Error('the password s3cret is of no use');
  const teller = checkCalled('a.teller', { run: broken });
  expect(await run([meeting(leftTo(['a.teller'], trouble)), teller])).toMatchObject([
    { verdict: 'blocked', by: 'a.teller', saw: 'the password … is of no use' },
    { verdict: 'broken' },
  ]);
  expect(await run([meeting(leftTo(['a.teller'], trouble))])).toMatchObject([
    { verdict: 'broken', reason: 'the password … is of no use' },
  ]);
  expect(await run([meeting(leftTo([], trouble), leftTo(['a.teller'], violation('silent')))])).toMatchObject([
    { verdict: 'failed', violation: { cause: { id: 'silent' } } },
  ]);
});

test('a run that is out of time leaves nobody waiting for the end of another', async () => {
  const checks = [deferring(['a.teller']), checkCalled('a.teller', { run: () => new Promise(() => {}) })];
  expect(await run(checks, { runDeadlineMs: 50 })).toMatchObject([
    { verdict: 'failed', violation: { cause: { id: 'silent' } } },
    { verdict: 'broken' },
  ]);
});

test('nobody defers to what is not there, or to what waits for it', () => {
  const teller = checkCalled('a.teller', { after: ['a.deferring'] });
  expect(() => validateChecks([deferring(['a.teller']), teller])).toThrow(/^These checks wait for each other: /);
  expect(() => validateChecks([deferring(['a.teller'])])).toThrow(
    'a.deferring defers to a.teller, which is not in the list.',
  );
});
