import { expect, test } from 'vitest';
import { allChecks } from './all-checks.ts';

test('no check leaves what holds a release to one that holds none: a minor failure is a warning', () => {
  const severityOf = new Map<string, string>(allChecks.map(({ id, severity }) => [id, severity]));
  const lighter = allChecks.flatMap(({ id, severity, defersTo = [] }) =>
    defersTo
      .filter((other) => severity !== 'minor' && severityOf.get(other) === 'minor')
      .map((other) => `${id} to ${other}`),
  );
  expect(lighter).toEqual([]);
});
