import { expect, test } from 'vitest';
import type { Question } from './question.ts';
import { checkCalled } from './testing/check-called.ts';
import { whyNotAsked, whyWithheld } from './why-not-asked.ts';

const facts = { severity: 'major', tier: 'full' } as const;

test.for<[Partial<Question>, string | undefined]>([
  [{}, undefined],
  [{ areas: ['queue'] }, undefined],
  [{ areas: ['health'] }, 'the area queue was not named'],
  [{ only: ['queue.*'] }, undefined],
  [{ only: ['health.*', 'queue.canari'] }, 'no --only names it'],
  [{ tier: 'full' }, undefined],
  [{ tier: 'smoke' }, 'its tier, full, is beyond smoke'],
  [{ severity: 'major' }, undefined],
  [{ severity: 'critical' }, 'its severity, major, is below critical'],
  [{ onlyWhenNamed: ['queue'] }, 'queue is asked only when it is named'],
  [{ onlyWhenNamed: ['queue'], areas: ['queue'] }, undefined],
  [{ onlyWhenNamed: ['queue'], only: ['queue.canary'] }, undefined],
  [{ onlyWhenNamed: ['queue'], areas: ['queue'], only: ['queue.canary'] }, undefined],
])('%j', ([question, reason]) => {
  expect(whyNotAsked(checkCalled('queue.canary', facts), { safety: 'observe', ...question })).toBe(reason);
});

test('a deeper tier is left out where no word asks for it', () => {
  expect(whyNotAsked(checkCalled('queue.generated', { tier: 'deep' }), { safety: 'observe' })).toBe(
    'its tier, deep, is beyond full',
  );
});

test('what is withheld needs more, itself or for its control', () => {
  expect(whyWithheld(checkCalled('queue.canary', { safety: 'canary' }), 'probe')).toBe('it needs --safety canary');
  const refusal = checkCalled('mcp.refuses', { safety: 'observe', after: ['mcp.serves'] });
  expect(whyWithheld(refusal, 'observe')).toBe(
    'it proves nothing without mcp.serves, which needs more than --safety observe',
  );
  expect(whyWithheld({ ...refusal, after: ['mcp.serves', 'mcp.lists'] }, 'observe')).toBe(
    'it proves nothing without mcp.serves and mcp.lists, which needs more than --safety observe',
  );
});
