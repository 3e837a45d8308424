import { createServer } from 'node:net';
import type { ServiceAddresses } from '../../containers/stack.ts';
import { tellOfStaging } from './ask-staging.ts';
import { beside, nowhere, says, type Failures } from './stand-ins.ts';

const handshake = 'health.broker-accepts-connections';
const query = 'health.database-answers';

/** What is told of a broker with its workers, a database or a cache that does this to its callers. */
export function failuresOfServices({ postgres, rabbitmq }: ServiceAddresses): Failures {
  const broker = (user: string, virtualHost: string) => ({
    broker: `amqp://${user}@${rabbitmq.host}:${rabbitmq.port}/${encodeURIComponent(virtualHost)}`,
  });
  const database = (user: string) => ({
    database: `postgres://${user}@${postgres.host}:${postgres.port}/medcor_db`,
  });
  // Nobody works there.
  const idle = broker(`${rabbitmq.user}:${rabbitmq.password}`, '/');
  return {
    'the-broker-is-not-there': () => tellOfStaging(handshake, { surfaces: { broker: `amqp://${nowhere}//` } }),
    'the-broker-refuses-the-password': () =>
      tellOfStaging(handshake, { surfaces: broker('medcor:of-the-year-before', 'medcor') }),
    'the-broker-lacks-the-virtual-host': () =>
      tellOfStaging(handshake, { surfaces: broker(`${rabbitmq.user}:${rabbitmq.password}`, 'medcor') }),
    'the-broker-is-a-web-server': () =>
      beside(says({}), (host) => tellOfStaging(handshake, { surfaces: { broker: `amqp://${host}//` } })),
    'the-database-is-not-there': () =>
      tellOfStaging(query, { surfaces: { database: `postgres://medcor_user@${nowhere}/medcor_db` } }),
    'the-database-refuses-the-password': () =>
      tellOfStaging(query, { surfaces: database(`${postgres.user}:of-the-year-before`) }),
    'the-database-is-missing': () =>
      tellOfStaging(query, { surfaces: database(`${postgres.user}:${postgres.password}`) }),
    'we-have-no-password-for-the-database': () => tellOfStaging(query, { surfaces: database(postgres.user) }),
    'the-cache-wants-a-password': () =>
      beside(saysToEach('-NOAUTH Authentication required.\r\n'), (host) =>
        tellOfStaging('health.cache-answers', { surfaces: { cache: `redis://${host}/0` } }),
      ),
    'no-worker-is-connected': () => tellOfStaging('health.worker-answers-ping', { surfaces: idle }),
    'the-queue-is-missing': () =>
      tellOfStaging('queue.has-a-consumer', { surfaces: idle, dialect: { queue: 'medcor' } }),
    'the-canary-finds-no-queue': () =>
      tellOfStaging('queue.canary-is-executed', { surfaces: idle, dialect: { queue: 'medcor' } }),
  };
}

/** Answers each piece of what it is told with the same words. */
const saysToEach = (words: string) =>
  createServer((socket) => {
    socket.on('data', () => socket.write(words));
  });
