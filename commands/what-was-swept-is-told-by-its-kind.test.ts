import { expect, test } from 'vitest';
import { sweptLines } from './swept-lines.ts';

test('each kind once, with how many there were and which', () => {
  const things = [
    'process 12',
    'claim of port 20001',
    'folder /tmp/medcor-verify/12-ab',
    'claim of port 20002',
    'process 13',
    'container 12-ab-api',
    'container 12-ab-mcp',
  ];
  expect(sweptLines(things)).toEqual([
    'removed 2 processes: 12, 13',
    'removed 2 claims of ports: 20001, 20002',
    'removed folder /tmp/medcor-verify/12-ab',
    'removed 2 containers: 12-ab-api, 12-ab-mcp',
  ]);
  expect(sweptLines([])).toEqual([]);
});
