import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { terminalOf } from '../reports/console/terminal.ts';
import { widthOf } from '../reports/console/wrap.ts';
import { prerequisiteLines, reachLines } from './doctor-lines.ts';

const terminal = { ...terminalOf(new Writable()), columns: 80 };

test('a path too long for its line keeps its end, and the commands that bring what is missing stay whole', () => {
  const found = '/usr/lib/rabbitmq/lib/rabbitmq_server-3.10.8/sbin/rabbitmq-server';
  const lines = prerequisiteLines(
    [
      { name: 'RabbitMQ', purpose: 'stack', needed: 'any', found, version: '3.10.8' },
      {
        name: "the distribution's Celery",
        purpose: 'celery-tests',
        needed: 'any',
        found: '/usr/bin/python3',
        version: '5.2.6',
      },
      {
        name: 'k6',
        purpose: 'load',
        needed: '2.x',
        missing: '/usr/bin/k6 is k6 1.7.1, and our scripts need 2.x',
        howToGet: ['brew    brew install k6'],
      },
    ],
    terminal,
  );
  expect(lines.join('\n')).toBe(`  prerequisite              for          needed  found
✓ RabbitMQ                  stack        any     3.10.8         …rabbitmq-server
✓ the distribution's Celery celery-tests any     5.2.6          /usr/bin/python3
✗ k6                        load         2.x     missing: /usr/bin/k6 is k6
                                                 1.7.1, and our scripts need 2.x
    brew    brew install k6`);
});

test('what was seen and why not wrap below their beginning, and each command has a line of its own', () => {
  const lines = reachLines(
    {
      target: 'staging',
      unset: [{ variable: 'the environment variable STAGING_JWT_KEY', purpose: 'the signing key of staff' }],
      surfaces: [
        {
          surface: 'api',
          where: 'https://api.example.org/',
          steps: [
            { step: 'name', seen: 'api.example.org is 203.0.113.7, 203.0.113.8' },
            { step: 'connection', seen: 'connected in 12 ms' },
            { step: 'tls', seen: 'TLSv1.3, certificate for *.example.org by "Example CA", expired on 2026-11-01' },
          ],
          problem: {
            sentence: 'the certificate of the API at https://api.example.org/ has expired',
            whose: 'target',
            toDo: 'one command; another command',
          },
        },
        {
          surface: 'mcp',
          where: 'http://mcp/',
          steps: [],
          problem: { sentence: 'this machine has no route to http://mcp/', whose: 'ours' },
        },
        { surface: 'cache', where: 'redis://h/0', steps: [{ step: 'protocol', seen: 'Redis, answers PONG' }] },
        { surface: 'broker', notOffered: 'it is not reachable from here' },
      ],
    },
    terminal,
  );
  expect(lines.every((line) => widthOf(line) <= 80)).toBe(true);
  expect(lines.join('\n')).toBe(`What of staging can be reached from here
✗ api         https://api.example.org/
              api.example.org is 203.0.113.7, 203.0.113.8 · connected in 12 ms ·
              TLSv1.3, certificate for *.example.org by "Example CA", expired on
              2026-11-01
  why         the certificate of the API at https://api.example.org/ has expired
  to do       one command;
              another command
! mcp         http://mcp/
  why (ours)  this machine has no route to http://mcp/
✓ cache       redis://h/0
              Redis, answers PONG
○ broker      not offered: it is not reachable from here
! not set     the environment variable STAGING_JWT_KEY, which holds the signing
              key of staff: a run needs it

1 of 3 reached.
Not reached: api.
Could not be told, for trouble on our own side: mcp.`);
});
