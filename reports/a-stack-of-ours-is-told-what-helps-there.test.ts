import { expect, test } from 'vitest';
import type { Run } from '../harness/run.ts';
import { storyOf } from './story.ts';
import { failedResult, runOf } from './testing/run-of.ts';

const remedyIn = (ownStack?: Run['ownStack']) =>
  storyOf(failedResult, runOf([failedResult], ownStack ? { ownStack } : {})).find((line) => /^ +remedy/.test(line));

test('a target is told what the guide says of its machine', () => {
  expect(remedyIn()).toBe('  remedy    sudo systemctl restart celery.service');
});

test('a stack of ours has no systemd, and is told what helps there', () => {
  expect(remedyIn({ remedy: './medcor-verify status; ./medcor-verify down' })).toBe(
    '  remedy    ./medcor-verify status; ./medcor-verify down',
  );
});

test('one that was made sick shows what would be told of a target', () => {
  expect(remedyIn({ remedy: './medcor-verify status', fault: 'worker-not-consuming' })).toBe(
    '  remedy    it is sick on purpose (--fault worker-not-consuming); elsewhere: sudo systemctl restart celery.service',
  );
});
