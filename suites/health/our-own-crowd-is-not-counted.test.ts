import { expect, test } from 'vitest';
import { runChecks } from '../../harness/run-checks.ts';
import { allChecks } from '../all-checks.ts';

test('connections are counted before twenty ask at once, and where few are left nobody does', async () => {
  const order: string[] = [];
  // However late the database says what is taken of it.
  const counted = Promise.withResolvers<void>();
  const checks = allChecks.flatMap((check) => {
    if ('runner' in check) return [];
    const isCount = check.id === 'health.database-has-connections-left';
    const run = async () => {
      if (isCount) await counted.promise;
      order.push(check.id);
    };
    return [{ ...check, needs: [], run }];
  });
  const run = runChecks({
    checks,
    open: async () => ({ clients: {}, [Symbol.asyncDispose]: async () => {} }),
    runners: {},
    redact: (text) => text,
    onResult: ({ id }) => {
      // Nothing but what waits for the count is open then.
      if (id === 'health.one-version-answers') setImmediate(counted.resolve);
    },
  });
  await run;
  expect(order.indexOf('health.api-answers-many-at-once')).toBeGreaterThan(
    order.indexOf('health.database-has-connections-left'),
  );
});
