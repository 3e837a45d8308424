import { expect, test } from 'vitest';
import { wayTo } from './way-to.ts';

test.for([
  ['/opt/medcor/medcor-verify', '/opt/medcor', './medcor-verify'],
  ['/opt/medcor/medcor-verify', '/opt', 'medcor/medcor-verify'],
  ['/opt/medcor/medcor-verify', '/opt/medcor/docs', '/opt/medcor/medcor-verify'],
  ['/opt/medcor/medcor-verify', '/home/someone', '/opt/medcor/medcor-verify'],
  ['/opt/medcor/reports/out/1', '/opt/medcor', 'reports/out/1'],
  ['/opt/medcor/..data', '/opt/medcor', './..data'],
] as const)('%s from %s is %s', ([path, from, way]) => {
  expect(wayTo(path, from)).toBe(way);
});
