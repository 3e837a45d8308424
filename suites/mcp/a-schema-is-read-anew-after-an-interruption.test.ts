import { runInNewContext } from 'node:vm';
import { expect, test, vi } from 'vitest';
import { Violation } from '../../harness/violation.ts';
import { readDeclaredSchema } from './declared-schema.ts';
import { withinTime } from './within-time.ts';

vi.mock(import('./within-time.ts'));

const tool = { name: 'list', outputSchema: { type: 'object', required: ['total'] } };

test.for([1, 2, 3, 4, 5, 6])('broken off as it is looked at for time %i, it is read from its beginning', (stopAt) => {
  let looks = 0;
  let isInterrupted = false;
  const properties = {
    get total() {
      looks += 1;
      if (looks === stopAt && !isInterrupted) for (;;);
      return { type: 'integer' };
    },
  };
  vi.mocked(withinTime).mockImplementation((_, work) => {
    try {
      return { answer: runInNewContext('work()', { work }, { timeout: 200 }) as ReturnType<typeof work> };
    } catch {
      // By the loop, or before it where the machine is busy: nothing would interrupt it here.
      isInterrupted = true;
      return { answer: work() };
    }
  });
  const problemsOf = readDeclaredSchema({ name: 'list', outputSchema: { type: 'object', properties } });
  expect([problemsOf({ total: 1 }), problemsOf({ total: 'one' })]).toEqual([
    undefined,
    'it must be integer (#/properties/total/type)',
  ]);
});

test('a machine that gives us no time is no fault of a schema', () => {
  vi.mocked(withinTime).mockImplementation(() => {
    throw new Error('This machine gave our own process no time');
  });
  expect(() => readDeclaredSchema(tool)).toThrow('This machine gave our own process no time');
  expect(() => readDeclaredSchema(tool)).not.toThrow(Violation);
});
