import { describe, expect, test } from 'vitest';
import { outcomeOf } from './answers-reporter.ts';
import { notes } from './journey-test.ts';
import { outcomesOf } from './run-journeys.ts';

const violation = { expected: 'a', actual: 'b', cause: { id: 'c', sentence: 'd' } };
const told = [{ type: notes.violation, description: JSON.stringify(violation) }];
const error = { message: '\u001B[31mError: browserType.launch: no\u001B[39m\n  at x.ts:1' };

describe('what Playwright says of a test becomes an outcome', () => {
  test.for([
    { name: 'passed', result: { status: 'passed', annotations: [] } as const, outcome: { verdict: 'passed' } },
    {
      name: 'passed with something observed',
      result: {
        status: 'passed',
        annotations: [{ type: notes.observed, description: '{"operations":"3"}' }],
      } as const,
      outcome: { verdict: 'passed', observed: { operations: '3' } },
    },
    {
      name: 'failed with a Violation told',
      result: { status: 'failed', annotations: told, error } as const,
      outcome: { verdict: 'failed', violation },
    },
    {
      name: 'failed with an error of ours',
      result: { status: 'failed', annotations: [], error } as const,
      outcome: { verdict: 'broken', reason: 'the journey could not be made: Error: browserType.launch: no' },
    },
    {
      name: 'interrupted',
      result: { status: 'interrupted', annotations: told } as const,
      outcome: { verdict: 'broken', reason: 'the journey was not made to its end (interrupted)' },
    },
    {
      name: 'out of time',
      result: { status: 'timedOut', annotations: [], error: { message: 'Test timeout' } } as const,
      outcome: { verdict: 'broken', reason: 'the journey was not made to its end (timedOut): Test timeout' },
    },
  ])('$name', ({ result, outcome }) => {
    expect(outcomeOf({ ...result, annotations: [...result.annotations] })).toEqual(outcome);
  });
});

describe('a journey without an answer is broken', () => {
  const id = 'journeys.a';
  const end = { exitCode: 1, killedBy: null, lines: ['', 'Running 0 tests'], folder: '/nowhere' };

  test('with the trouble that Playwright told', () => {
    const outcomes = outcomesOf([id], [{ trouble: 'SyntaxError: x' }], end);
    expect(outcomes.get(id)).toMatchObject({
      verdict: 'broken',
      reason: 'Playwright ended with exit code 1 without an answer for this journey: SyntaxError: x',
    });
  });

  test('with its first line where it told none', () => {
    expect(outcomesOf([id], [], end).get(id)).toMatchObject({ reason: expect.stringContaining(': Running 0 tests') });
  });

  test('with the signal that ended it', () => {
    const killed = { exitCode: null, killedBy: 'SIGKILL', folder: '/nowhere' } as const;
    expect(outcomesOf([id], [], { ...killed, lines: [] }).get(id)).toMatchObject({
      reason: expect.stringContaining('ended by SIGKILL'),
    });
  });
});
