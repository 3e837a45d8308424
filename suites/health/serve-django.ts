import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { requirePrerequisite } from '../../containers/prerequisites/missing.ts';

/** A real Django in production or as it is set, on loopback. */
export async function serveDjango(environment: Readonly<Record<string, string>>) {
  const child = spawn(requirePrerequisite('Celery 5.6'), ['-u', join(import.meta.dirname, 'test-django', 'app.py')], {
    env: { PATH: process.env['PATH'], PYTHONDONTWRITEBYTECODE: '1', ...environment },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = once(child, 'exit');
  const [line] = (await Promise.race([
    once(createInterface(child.stdout), 'line'),
    ended.then(([code]) => Promise.reject(new Error(`Django ended with ${String(code)} before it listened.`))),
  ])) as [string];
  return {
    url: `http://127.0.0.1:${line.replace('listening on ', '')}/`,
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
