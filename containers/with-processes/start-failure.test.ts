import { expect, test } from 'vitest';
import { StartFailure } from './start-failure.ts';

test('a failure says what happened, the likely reason and the last words', () => {
  const { message } = new StartFailure('postgres', {
    happened: 'it ended with exit code 1 after 0.1 s',
    lastLines: ['FATAL:  could not write lock file "postmaster.pid": No space left on device'],
  });
  expect(message).toBe(`postgres did not start: it ended with exit code 1 after 0.1 s.
Likely reason: the disk is full. Make room (df -h), or set TMPDIR to a folder with room.
It said last:
  | FATAL:  could not write lock file "postmaster.pid": No space left on device`);
});

test.for([
  ['Error: listen EADDRINUSE: address already in use 127.0.0.1:20001', 'another program listens on its port'],
  ['Failed to start Ranch listener {acceptor,{127,0,0,1},5672} ... reason: eaddrinuse', 'another program listens'],
  ['bind() to 127.0.0.1:80 failed (13: Permission denied)', 'wrong permissions'],
  ['FATAL:  could not create shared memory segment: No space left on device', 'no room for shared memory'],
  ['FATAL:  could not create shared memory segment: Invalid argument', 'no room for shared memory'],
  ['spawn /usr/sbin/nginx ENOENT', 'a program or file is missing'],
  ["Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'pg'", 'npm ci'],
] as const)('of "%s" the likely reason is %s', ([line, reason]) => {
  expect(new StartFailure('it', { happened: 'it ended', lastLines: [line] }).message).toContain(reason);
});

test('where nothing is known no reason is made up', () => {
  expect(new StartFailure('mcp', { happened: 'it was not ready within 30 s' }).message).toBe(
    'mcp did not start: it was not ready within 30 s.\nIt said nothing.',
  );
});
