import { createServer as createTlsServer } from 'node:https';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import type { ServiceAddresses } from '../../../containers/stack.ts';
import { makeAuthority } from '../../../targets/testing/certificate-authority.ts';
import { patient, secrets } from './plants.ts';
import type { PlantedRun } from './planted-run.ts';
import { basic } from './profiles.ts';
import { complainingDatabase, quotingCache, refusingBroker } from './service-stand-ins.ts';
import { onWire } from './wire.ts';

const encoded = encodeURIComponent;

/** Brokers, databases, caches, proxies and certificates that quote what they were sent. */
export const serviceRuns: readonly PlantedRun[] = [
  {
    does: 'a broker that quotes the credentials it refuses',
    plants: [secrets.brokerPassword],
    exitCode: 1,
    async prepare({ scope }) {
      const { host, passed } = await onWire(refusingBroker(), scope);
      return {
        areas: ['queue'],
        options: { broker: `amqp://medcor:${encoded(secrets.brokerPassword)}@${host}//` },
        entered: passed,
      };
    },
  },
  {
    does: 'a database that quotes the password it refuses',
    plants: [secrets.databasePassword],
    exitCode: 1,
    prepare: ({ scope }) =>
      askingDatabase(scope, (password) => ({
        fields: {
          S: 'FATAL',
          C: '28P01',
          M: `password authentication failed for user "medcor"`,
          D: `The password was "${password}".`,
        },
      })),
  },
  {
    does: 'a database whose error is the password',
    plants: [secrets.databasePassword],
    exitCode: 1,
    prepare: ({ scope }) =>
      askingDatabase(scope, (password) => ({ fields: { S: 'FATAL', C: '28000', M: `no: '${password}'` } })),
  },
  {
    does: 'a database that quotes a row of a patient',
    plants: [patient.name, patient.email, patient.born],
    exitCode: 1,
    prepare: ({ scope }) =>
      askingDatabase(scope, () => ({
        atQuery: true,
        fields: {
          S: 'ERROR',
          C: '23505',
          M: `patient ${patient.name} of ${patient.email} exists: Key (email, born)=(${patient.email}, ${patient.born})`,
          D: `Failing row contains (${patient.name}, ${patient.born}).`,
        },
      })),
  },
  {
    does: 'a Redis that quotes the password it refuses',
    plants: [secrets.cachePassword],
    exitCode: 1,
    prepare: ({ scope }) => askingCache(scope, (words) => `-WRONGPASS not ${words.join(' ')}\r\n`),
  },
  {
    does: 'a Redis that answers PING with a patient',
    plants: [patient.name, patient.email],
    exitCode: 1,
    prepare: ({ scope }) =>
      askingCache(scope, ([command]) =>
        command === 'PING' ? `+patient ${patient.name} ${patient.email}\r\n` : '+OK\r\n',
      ),
  },
  {
    does: 'a proxy of ours that quotes its credentials',
    plants: [secrets.proxyPassword],
    exitCode: 3,
    async prepare({ scope }) {
      const server = createServer((request, response) => {
        const { password } = basic(request.headers['proxy-authorization'] ?? '');
        response
          .writeHead(407, { 'proxy-authenticate': 'Basic realm="p"' })
          .end(`no ${password} of ${request.headers['proxy-authorization']}`);
      });
      server.on('connect', (request, socket) => {
        const { password } = basic(request.headers['proxy-authorization'] ?? '');
        socket.end(`HTTP/1.1 407 no ${password}\r\nx-sent: ${request.headers['proxy-authorization']}\r\n\r\n`);
      });
      const { host, passed } = await onWire(server, scope);
      const forwardProxy = `http://u:${encoded(secrets.proxyPassword)}@${host}/`;
      return { areas: ['health'], options: { api: 'http://target.example.org/', forwardProxy }, entered: passed };
    },
  },
  {
    does: 'a certificate that names a token',
    plants: [secrets.token],
    exitCode: 1,
    async prepare({ scope, folder }) {
      const authority = await makeAuthority('planted');
      const name = `${secrets.token}.example.org`;
      const { certificate, key } = await authority.issue({ names: [name] });
      const ca = join(folder, 'ca.pem');
      await writeFile(ca, authority.certificate);
      const server = createTlsServer({ cert: certificate, key }, (_, response) => response.end());
      const { host, passed } = await onWire(server, scope);
      const api = `https://${secrets.token}@localhost:${host.split(':')[1]}/`;
      const entered = () => Buffer.concat([passed(), Buffer.from(api)]);
      return { areas: ['health'], options: { api, ca }, entered };
    },
  },
];

/** Services of our own, which refuse as services do. */
export const refusalsOf = ({ rabbitmq, postgres }: ServiceAddresses): readonly PlantedRun[] => [
  {
    does: 'a RabbitMQ that refuses a password',
    plants: [secrets.brokerPassword],
    exitCode: 1,
    prepare: () =>
      asking({ broker: `amqp://medcor:${encoded(secrets.brokerPassword)}@${rabbitmq.host}:${rabbitmq.port}//` }),
  },
  {
    does: 'a PostgreSQL that refuses a password',
    plants: [secrets.databasePassword],
    exitCode: 1,
    prepare: () =>
      asking({
        database: `postgres://${postgres.user}:${encoded(secrets.databasePassword)}@${postgres.host}:${postgres.port}/none`,
      }),
  },
];

const asking = async (options: Record<string, string>) => ({
  areas: ['health'],
  options,
  entered: () => Buffer.from(Object.values(options).join(' ')),
});

async function askingDatabase(scope: AsyncDisposableStack, complaint: Parameters<typeof complainingDatabase>[0]) {
  const { host, passed } = await onWire(complainingDatabase(complaint), scope);
  return {
    areas: ['health'],
    options: { database: `postgres://medcor:${encoded(secrets.databasePassword)}@${host}/medcor` },
    entered: passed,
  };
}

async function askingCache(scope: AsyncDisposableStack, answer: Parameters<typeof quotingCache>[0]) {
  const { host, passed } = await onWire(quotingCache(answer), scope);
  return {
    areas: ['health'],
    options: { cache: `redis://:${encoded(secrets.cachePassword)}@${host}/0` },
    entered: passed,
  };
}
