import { expect, test } from 'vitest';
import { secretsIn } from './secrets-in.ts';

test.each<[document: unknown, id: string, where: string]>([
  [
    { settings: { DATABASE_URL: 'postgres://medcor:geheim@db:5432/medcor' } },
    'tells-a-password',
    'settings.DATABASE_URL',
  ],
  [{ redis: 'redis://:geheim@redis:6379/0' }, 'tells-a-password', 'redis'],
  [{ env: [{ SECRET_KEY: 'django-insecure-abc' }] }, 'tells-a-secret', 'env.0.SECRET_KEY'],
  [{ password: 'geheim' }, 'tells-a-secret', 'password'],
  [{ db: { apiKey: 'k-123456' } }, 'tells-a-secret', 'db.apiKey'],
  [{ error: 'Traceback (most recent call last):\n  File "/app/x.py", line 3' }, 'tells-a-stack-trace', 'error'],
  [{ error: 'Error: no\n    at ask (/app/ask.js:12:3)' }, 'tells-a-stack-trace', 'error'],
  ['Traceback (most recent call last):', 'tells-a-stack-trace', 'its beginning'],
  [{ key: '-----BEGIN RSA PRIVATE KEY-----' }, 'tells-a-key', 'key'],
])('%j %s', (document, id, where) => {
  const text = typeof document === 'string' ? document : JSON.stringify(document);
  expect(secretsIn(text)).toMatchObject([{ id, where }]);
});

test.each([
  { status: 'ok', version: '1.4.2', dependencies: { database: { status: 'ok', latencyMs: 2.1 } } },
  { database: 'postgres://db:5432/medcor', docs: 'https://docs.example.org/a:b@c' },
  { password: '', secret_key: 'set', token: null, api_key: '***', access_token: '[removed]' },
  { error: 'connection to server at "db", port 5432 failed: Connection refused' },
  { broker: 'amqp://medcor:**@rabbitmq:5672//', cache: 'redis://:***@redis:6379/0', db: 'postgres://u:xxxxx@db/x' },
  { broker: 'amqp://medcor:[removed]@rabbitmq:5672//', cache: 'redis://:%2A%2A@redis:6379/0' },
  { secret_key: 'ok', jwt_secret: 'configured', api_key: 'present' },
  { mailto: 'mailto:it@example.org', time: '2026-11-25T10:10:10Z' },
])('%j holds nothing of the kind', (document) => {
  expect(secretsIn(JSON.stringify(document))).toEqual([]);
});
