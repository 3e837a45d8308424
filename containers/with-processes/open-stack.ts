import { randomBytes } from 'node:crypto';
import { type FaultFacts, type FaultName, faults } from '../../contract/faults.ts';
import type { OpenStackOptions, ServiceAddresses, Stack, StackPlan } from '../stack.ts';
import { changed, inflictions, programFaultOf } from '../faults/dispatch.ts';
import { inflictAll } from '../faults/inflicting.ts';
import { createDatabase, dropDatabase } from './administer-postgres.ts';
import { createVirtualHost, deleteVirtualHost } from './administer-rabbitmq.ts';
import { build } from './build.ts';
import { claimPort } from './claim-port.ts';
import { databaseUrl } from './database-url.ts';
import { type DeploymentFacts, ownDeployment } from './deployment.ts';
import { startNginx } from './nginx.ts';
import { open, type Opening } from './opening.ts';
import { onThisMachine, referencePlan } from './plan.ts';
import { startPostgres } from './postgres.ts';
import { startProgram } from './program.ts';
import { reserveRabbitmq, startRabbitmq } from './rabbitmq.ts';
import { rabbitmqctl } from './rabbitmqctl.ts';
import { startRedis } from './redis.ts';
import { noteShare } from './share-of-services.ts';
import { issueCertificate, type ServerCertificate } from './server-certificate.ts';
import { StartFailure } from './start-failure.ts';
import { warmUp } from './warm-up.ts';

/**
 * A whole deployment on loopback: a database, a virtual host and a Redis of its own, the three programs and nginx; PostgreSQL and
 * RabbitMQ too where none are given. Ready once every part has said so. Throws a StartFailure that names the part which failed.
 */
export const openStack = (options: OpenStackOptions = {}): Promise<Stack> =>
  open(options, async (opening) => {
    const name = `medcor_${randomBytes(4).toString('hex')}`;
    const signingKey = randomBytes(32).toString('base64url');
    const stores = await storesFor(opening, options, name);
    const ports = {
      nginx: await claimPort(opening.directory),
      api: await claimPort(opening.directory),
      mcp: await claimPort(opening.directory),
    };

    const startPrograms = async (): Promise<Pick<DeploymentFacts, 'urls' | 'version' | 'authority'>> => {
      const [database, cache] = await opening.together(stores.startDatabase(), startRedis(opening));
      const urls = { ...stores.urls, database, cache };
      const { VERSION, COMMIT } = await build();
      const programFault = programFaultOf(options.fault);
      const healthy = referencePlan({
        ...onThisMachine(ports),
        urls,
        signingKey,
        build: { VERSION, COMMIT },
        ...(programFault === undefined ? {} : { programFault }),
      });
      const sick = changed(healthy, options.fault);
      const plan =
        options.plan?.(sick, { brokerUrl: urls.broker, databaseUrl: urls.database, cacheUrl: urls.cache }) ?? sick;
      const issued = plan.https && (await issueCertificate(plan.https));
      await startPlan(opening, plan, { ports, ...(issued ? { issued } : {}) });
      return { urls, version: VERSION, ...(issued ? { authority: issued.authority } : {}) };
    };

    // The programs load while RabbitMQ boots, and wait for it themselves.
    const [, { urls, version, authority }] = await opening.together(stores.startBroker(), startPrograms());
    await warmUp(opening, ports);
    const deployment = ownDeployment({
      ports,
      urls,
      signingKey,
      version,
      folder: opening.directory.path,
      ...(authority === undefined ? {} : { authority }),
    });
    const { services, scope } = opening;
    const control = (...command: string[]) => rabbitmqctl(stores.rabbitmq, ...command);
    const sufferer = { deployment, services, rabbitmq: { ...stores.rabbitmq, control } };
    return { deployment: await inflictAll(inflictions(options.fault), sufferer, scope), services };
  });

/** What holds the data: where the broker will be, and how to bring both up. */
type Stores = {
  rabbitmq: ServiceAddresses['rabbitmq'];
  urls: { broker: string; management: string };
  startBroker: () => Promise<void>;
  /** Resolves to its URL. */
  startDatabase: () => Promise<string>;
};

async function storesFor(opening: Opening, options: OpenStackOptions, name: string): Promise<Stores> {
  const { services: given, fault } = options;
  const ownServer = async () => ownDatabase(opening, { postgres: await startPostgres(opening) }, name);
  if (given !== undefined) {
    await noteShare(opening.directory.path, { services: given, name });
    return {
      rabbitmq: given.rabbitmq,
      urls: brokerUrls(given.rabbitmq, name),
      startBroker: () => ownVirtualHost(opening, given.rabbitmq, name),
      startDatabase: () => (needsOwnServer(fault) ? ownServer() : ownDatabase(opening, given, name)),
    };
  }
  const reserved = await reserveRabbitmq(opening);
  return {
    rabbitmq: reserved.address,
    urls: brokerUrls(reserved.address, name),
    startBroker: () => startRabbitmq(opening, reserved, name),
    startDatabase: ownServer,
  };
}

const needsOwnServer = (fault: FaultName | undefined): boolean =>
  fault !== undefined && (faults[fault] as FaultFacts).ownDatabaseServer === true;

async function ownDatabase(
  opening: Opening,
  { postgres, template }: Pick<ServiceAddresses, 'postgres' | 'template'>,
  name: string,
): Promise<string> {
  opening.scope.defer(() => dropDatabase(postgres, name));
  await createDatabase(postgres, name, template).catch(refused('database', postgres));
  return databaseUrl(postgres, name);
}

async function ownVirtualHost(opening: Opening, rabbitmq: ServiceAddresses['rabbitmq'], name: string): Promise<void> {
  opening.scope.defer(() => deleteVirtualHost(rabbitmq, name));
  await createVirtualHost(rabbitmq, name).catch(
    refused('virtual host', { host: rabbitmq.host, port: rabbitmq.managementPort }),
  );
}

const refused =
  (part: string, { host, port }: { host: string; port: number }) =>
  (error: NodeJS.ErrnoException): never => {
    // What cannot be reached at any of its addresses comes with a code and no message.
    const reason = error.message || error.code;
    throw new StartFailure(part, { happened: `${host}:${port} did not make one (${reason})`, cause: error });
  };

const brokerUrls = ({ host, port, managementPort, user, password }: ServiceAddresses['rabbitmq'], name: string) => ({
  broker: `amqp://${user}:${password}@${host}:${port}/${name}`,
  management: `http://${user}:${password}@${host}:${managementPort}/`,
});

const loopback = (port: number): string => `127.0.0.1:${port}`;

async function startPlan(
  opening: Opening,
  plan: StackPlan,
  { ports, issued }: { ports: { nginx: number; api: number; mcp: number }; issued?: ServerCertificate },
): Promise<void> {
  const serverBlocks = plan.nginx({
    listen: loopback(ports.nginx),
    api: loopback(ports.api),
    mcp: loopback(ports.mcp),
  });
  const started = await opening.together(
    startProgram(opening, 'api', plan.api),
    startProgram(opening, 'mcp', plan.mcp),
    startProgram(opening, 'worker', plan.worker),
    ...Object.entries(plan.moreWorkers ?? {}).map(([name, command]) => startProgram(opening, name, command)),
    startNginx(opening, ports.nginx, { serverBlocks, ...(issued ? { issued } : {}) }),
  );
  // They end side by side, too: one after the other would add up.
  opening.scope.defer(async () => {
    await Promise.all(started.map((program) => program.stop()));
  });
}
