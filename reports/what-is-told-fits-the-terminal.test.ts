import { expect, test } from 'vitest';
import { setOutLines } from './console/set-out.ts';
import { widthOf } from './console/wrap.ts';

const address = `https://api.staging.example.org/${'a-long-path/'.repeat(6)}`;
const lines = [
  'Would ask staging, up to safety observe; area health, which is narrowed by a word or two:',
  '  1  health.broker-accepts-connections  critical  observe  1 request  broker, celery\n       waits for health.one, health.two, health.three',
  '  ✗ health.api-is-healthy failed: nothing listens where it should, or this is not the address of it',
  `  is it the right address: ${address}`,
  '    ./medcor-verify up --stack processes --fault worker-not-consuming --name staging',
  '    kill -CONT 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25',
  'short',
];

test('on a terminal a line goes on below its own beginning; words and commands stay whole', () => {
  expect(setOutLines(lines, { columns: 60 })).toEqual([
    'Would ask staging, up to safety observe; area health,',
    '  which is narrowed by a word or two:',
    '  1  health.broker-accepts-connections  critical  observe',
    '     1 request  broker, celery',
    '       waits for health.one, health.two, health.three',
    '  ✗ health.api-is-healthy failed: nothing listens where it',
    '    should, or this is not the address of it',
    '  is it the right address:',
    `    ${address}`,
    '    ./medcor-verify up --stack processes --fault worker-not-consuming --name staging',
    '    kill -CONT 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25',
    'short',
  ]);
});

test('nothing that could be broken is wider than the terminal, however narrow', () => {
  for (const columns of [40, 80, 120]) {
    const wide = setOutLines(lines, { columns }).filter((line) => widthOf(line) > columns);
    expect(wide.filter((line) => !/^ *(?:\.\/|kill |https:)/.test(line))).toEqual([]);
  }
});

test('elsewhere every line stays whole, for logs and programs', () => {
  expect(setOutLines(lines, { columns: undefined })).toEqual(lines.flatMap((line) => line.split('\n')));
});
