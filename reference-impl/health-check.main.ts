import { readFileSync } from 'node:fs';
import { connect } from 'amqplib';
import { healthPaths } from '../contract/health.ts';

// Asks the program that runs as process 1 of this container how it is: exit 0 when it is well, 1 when not, with the reason.
const program = /reference-impl\/(api|mcp|worker)\/main\.ts/.exec(readFileSync('/proc/1/cmdline', 'utf8'))?.[1];
const patienceMs = 4000;
try {
  if (program === 'api' || program === 'mcp') await askForHealth(healthPaths[program]);
  else if (program === 'worker') await askForItsMailbox();
  else throw new Error('process 1 is neither api, mcp nor worker');
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

async function askForHealth(path: string): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${process.env['PORT']}${path}`, {
    signal: AbortSignal.timeout(patienceMs),
  });
  if (!response.ok) throw new Error(`${path} answers ${response.status}: ${(await response.text()).slice(0, 300)}`);
}

/** A worker that is cut off from its broker has no consumer on its own mailbox. */
async function askForItsMailbox(): Promise<void> {
  const connection = await connect(process.env['CELERY_BROKER_URL'] ?? '', { timeout: patienceMs });
  const channel = await connection.createChannel();
  channel.on('error', () => undefined);
  const { consumerCount } = await channel.checkQueue(`${process.env['WORKER_NAME']}.celery.pidbox`);
  if (consumerCount === 0) throw new Error('nobody listens to the mailbox of the worker');
}
