import { describe, expect, test } from 'vitest';
import { freshVhost } from './test-clients/fresh-vhost.ts';
import { celeryVersions, runPythonClient } from './test-clients/run-python-client.ts';
import { runningWorker } from './test-clients/start-worker-process.ts';

describe.each(celeryVersions)('a Celery $version client', ({ python }) => {
  test('gets values and exceptions as from a Celery worker', async () => {
    await using vhost = await freshVhost();
    await using worker = await runningWorker({ url: vhost.url });

    const calls = await runPythonClient(python, 'calls.py', vhost.url);

    expect(calls).toEqual({
      echo: { value: { name: 'Ayşe 🩺', items: [1, null, true] } },
      'echo by name': { value: 'named' },
      numbers: '[1.0, 1180591620717411303424]',
      accumulate: { value: ['a', 'b'] },
      'accumulate with index': { value: 'nonce' },
      'index out of range': failure('builtins.IndexError', 'tuple index out of range'),
      'index is no number': failure('builtins.TypeError', 'tuple indices must be integers or slices, not str'),
      'too many arguments': failure('builtins.TypeError', 'echo() takes 1 positional argument but 2 were given'),
      'no argument': failure('builtins.TypeError', "echo() missing 1 required positional argument: 'value'"),
      'unknown keyword': failure('builtins.TypeError', "echo() got an unexpected keyword argument 'colour'"),
      'not registered': {
        raised: 'celery.exceptions.NotRegistered',
        message: 'medcor.unheard_of',
        traceback: null,
        status: 'FAILURE',
      },
      'expired while held': {
        raised: 'celery.exceptions.TaskRevokedError',
        message: 'expired',
        traceback: null,
        status: 'REVOKED',
      },
      countdown: { value: 'later', early: false },
      'priority and headers': { value: 'first' },
      compressed: { value: 'x'.repeat(5000) },
      chain: { value: ['first', 'second'] },
      link: { value: ['done', 'linked'] },
      'ignored result': { status: 'PENDING' },
    });
    expect(JSON.stringify(worker.log())).not.toContain('Ayşe');
  });
});

const failure = (raised: string, message: string) => ({
  raised,
  message,
  traceback: expect.stringMatching(
    /^Traceback \(most recent call last\):\n {2}File "reference-impl.*\n[A-Z]\w+: .*\n$/s,
  ),
  status: 'FAILURE',
});
