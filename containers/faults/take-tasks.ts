import type { Command } from '../stack.ts';

/** Takes every message out of a queue and drops it. Its library is the worker's, wherever that runs. */
const script = `
const [main, queue] = process.argv.slice(1);
const amqplib = require('node:module').createRequire(main)('amqplib');
amqplib.connect(process.env.CELERY_BROKER_URL, { noDelay: true }).then(async (connection) => {
  connection.on('error', () => {});
  const channel = await connection.createChannel();
  channel.on('error', () => {});
  await channel.assertQueue(queue, { durable: true });
  await channel.consume(queue, () => {}, { noAck: true });
  console.log('takes all that comes into ' + queue);
});
`;

/** A program beside the worker, on the same broker, that consumes a queue and is no worker. */
export const takeTasks = (worker: Command, queue: string): Command => ({
  file: worker.file,
  arguments: ['-e', script, worker.arguments[0] ?? '', queue],
  environment: { CELERY_BROKER_URL: worker.environment['CELERY_BROKER_URL'] ?? '' },
  readyLine: /takes all/,
});
