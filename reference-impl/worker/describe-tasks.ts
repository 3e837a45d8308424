import type { Registry } from './tasks.ts';

/** What Celery knows of every task of this worker; a task has no exchange, routing key or rate limit of its own. */
const taskInfo: Readonly<Record<string, string>> = {
  acks_late: 'True',
  ignore_result: 'False',
  max_retries: '3',
  serializer: 'json',
  track_started: 'False',
};

/** Names in order, each with the fields asked for: `medcor.echo [acks_late=True]`. Celery's own tasks only on demand. */
export function describeTasks(registry: Registry, wanted: { items: readonly string[]; builtins: boolean }): string[] {
  const fields = wanted.items
    .filter((item) => Object.hasOwn(taskInfo, item))
    .map((item) => `${item}=${taskInfo[item]}`);
  return Object.keys(registry)
    .filter((name) => wanted.builtins || !name.startsWith('celery.'))
    .sort()
    .map((name) => (fields.length === 0 ? name : `${name} [${fields.join(' ')}]`));
}
