import { randomBytes } from 'node:crypto';
import type { Command, OpenStackOptions, Stack } from '../stack.ts';
import { changed, inflictions, programFaultOf } from '../faults/dispatch.ts';
import { inflictAll } from '../faults/inflicting.ts';
import type { BrokerInHand } from '../faults/inflicting.ts';
import type { Engine } from '../engine/engine.ts';
import type { Images } from '../images/image-sets.ts';
import { createDatabase } from '../with-processes/administer-postgres.ts';
import { build } from '../with-processes/build.ts';
import { ownDeployment } from '../with-processes/deployment.ts';
import { open } from '../with-processes/opening.ts';
import { nginxVersion } from '../with-processes/nginx.ts';
import { referencePlan } from '../with-processes/plan.ts';
import { warmUp } from '../with-processes/warm-up.ts';
import { brokerAnswers, httpAnswers, postgresAnswers, redisAnswers } from './answers.ts';
import { findPlace } from './find-place.ts';
import { nginx, ports, postgres, program, rabbitmq, redis } from './recipes.ts';
import type { ContainerRecipe } from './own-container.ts';
import { type OwnContainer, type Place, startContainer, waitUntilReady } from './start-container.ts';

export type OpenContainersOptions = Omit<OpenStackOptions, 'services'> & {
  engine: Engine;
  images: Images;
  /** Of the reference implementation. */
  referenceImage: string;
};

/** The same deployment as with processes, in containers on a network of its own. Throws a StartFailure that names the part which failed. */
export const openContainerStack = (options: OpenContainersOptions): Promise<Stack> => {
  refuseProgramFault(options.fault);
  return open(options, async (opening) => {
    const { engine, images } = options;
    const place = await findPlace(opening, engine);
    const name = `medcor_${randomBytes(4).toString('hex')}`;
    const secrets = { postgres: secret(), redis: secret(), rabbitmq: secret(), signingKey: secret() };
    const user = 'medcor';
    const inside = {
      database: `postgres://${user}:${secrets.postgres}@postgres:${ports.postgres}/${name}`,
      cache: `redis://:${secrets.redis}@redis:${ports.redis}/0`,
      broker: `amqp://${user}:${secrets.rabbitmq}@rabbitmq:${ports.amqp}/${name}`,
    };
    const { VERSION, COMMIT } = await build();
    const healthy = referencePlan({
      listen: {
        api: { HOST: '0.0.0.0', PORT: String(ports.api) },
        mcp: { HOST: '0.0.0.0', PORT: String(ports.mcp) },
      },
      program: (which) => ({ file: '/usr/local/bin/node', arguments: [`/app/reference-impl/${which}/main.ts`] }),
      urls: inside,
      signingKey: secrets.signingKey,
      build: { VERSION, COMMIT },
    });
    const sick = changed(healthy, options.fault);
    const plan =
      options.plan?.(sick, { brokerUrl: inside.broker, databaseUrl: inside.database, cacheUrl: inside.cache }) ?? sick;
    if (plan.https) throw new Error('nginx in a container speaks plain http. Use --stack processes.');

    // RabbitMQ's boot takes longest: it is first, all else comes up beside it.
    const brokerRecipe = rabbitmq(images, { user, password: secrets.rabbitmq, virtualHost: name });
    const broker = await startContainer(place, brokerRecipe);
    const brokerUrl = `amqp://${user}:${secrets.rabbitmq}@${broker.address(ports.amqp)}/${name}`;
    const management = `http://${user}:${secrets.rabbitmq}@${broker.address(ports.management)}/`;
    const startBroker = (): Promise<void> => brokerIsReady(place, brokerRecipe, broker, { url: brokerUrl, management });

    const startRest = async () => {
      const [database, cache] = await opening.together(
        startDatabase(place, images, { user, password: secrets.postgres, name }),
        startCache(place, images, secrets.redis),
      );
      const start = (which: string, command: Command) => startProgram(place, which, options.referenceImage, command);
      const more = Object.entries(plan.moreWorkers ?? {}).map(([which, command]) => start(which, command));
      const [api, mcp, ...workers] = await opening.together(
        start('api', plan.api),
        start('mcp', plan.mcp),
        start('worker', plan.worker),
        ...more,
      );
      const addresses = { listen: `0.0.0.0:${ports.nginx}`, api: `api:${ports.api}`, mcp: `mcp:${ports.mcp}` };
      // It looks up the names of the programs once, when it starts: their containers have to be there.
      const proxy = startProxy(place, images, plan.nginx(addresses));
      const [nginxPort] = await opening.together(proxy, api.ready, mcp.ready, ...workers.map(({ ready }) => ready));
      return { database, cache, nginxPort, mcpPort: mcp.port };
    };

    const [, { database, cache, nginxPort, mcpPort }] = await opening.together(startBroker(), startRest());
    await warmUp(opening, { nginx: nginxPort, mcp: mcpPort });
    const deployment = ownDeployment({
      ports: { nginx: nginxPort, mcp: mcpPort },
      urls: { database, cache, broker: brokerUrl, management },
      signingKey: secrets.signingKey,
      version: VERSION,
      folder: opening.directory.path,
    });
    const { services, scope } = opening;
    const sufferer = { deployment, services, rabbitmq: brokerInHand(broker, { user, password: secrets.rabbitmq }) };
    return { deployment: await inflictAll(inflictions(options.fault), sufferer, scope), services };
  });
};

/** RabbitMQ alone, for comparison. */
export const openBroker = ({ engine, images }: Pick<OpenContainersOptions, 'engine' | 'images'>) =>
  open({}, async (opening) => {
    const place = await findPlace(opening, engine);
    const login = { user: 'medcor', password: secret(), virtualHost: 'alone' };
    const recipe = rabbitmq(images, login);
    const broker = await startContainer(place, recipe);
    await brokerIsReady(place, recipe, broker, {
      url: `amqp://${login.user}:${login.password}@${broker.address(ports.amqp)}/${login.virtualHost}`,
      management: `http://${broker.address(ports.management)}/`,
    });
    return {};
  });

const brokerIsReady = (
  place: Place,
  recipe: ContainerRecipe,
  { lines }: OwnContainer,
  { url, management }: { url: string; management: string },
): Promise<void> =>
  waitUntilReady(place, recipe, {
    lines,
    isReady: async () => (await brokerAnswers(url)) && httpAnswers(management.replace(/\/\/.*@/, '//')),
    withinMs: 120_000,
  });

function brokerInHand(broker: OwnContainer, login: { user: string; password: string }): BrokerInHand {
  const [host = '', port = ''] = broker.address(ports.management).split(':');
  const control = (...command: string[]) => broker.run('rabbitmqctl', '--quiet', ...command);
  return { ...login, host, managementPort: Number(port), control };
}

const secret = (): string => randomBytes(18).toString('base64url');

function refuseProgramFault(fault: OpenStackOptions['fault']): void {
  const refused = programFaultOf(fault);
  if (refused === undefined) return;
  throw new Error(
    `The fault ${refused} is one of a program, and programs in containers take none: they listen beyond loopback. Use --stack processes.`,
  );
}

async function startDatabase(
  place: Place,
  images: Images,
  { user, password, name }: { user: string; password: string; name: string },
): Promise<string> {
  const recipe = postgres(images, { user, password });
  const container = await startContainer(place, recipe);
  const [host = '', port = ''] = container.address(ports.postgres).split(':');
  const url = (database: string): string => `postgres://${user}:${password}@${host}:${port}/${database}`;
  await waitUntilReady(place, recipe, {
    lines: container.lines,
    isReady: () => postgresAnswers(url('postgres')),
    withinMs: 60_000,
  });
  await createDatabase({ host, port: Number(port), user, password }, name);
  return url(name);
}

async function startCache(place: Place, images: Images, password: string): Promise<string> {
  const recipe = redis(images, { password });
  const container = await startContainer(place, recipe);
  const [host = '', port = ''] = container.address(ports.redis).split(':');
  await waitUntilReady(place, recipe, {
    lines: container.lines,
    isReady: () => redisAnswers({ host, port: Number(port), password }),
    withinMs: 30_000,
  });
  return `redis://:${password}@${host}:${port}/0`;
}

async function startProxy(place: Place, images: Images, serverBlocks: string): Promise<number> {
  const recipe = nginx(images, serverBlocks);
  const container = await startContainer(place, recipe);
  await waitUntilReady(place, recipe, {
    lines: container.lines,
    isReady: () => httpAnswers(`http://${container.address(ports.nginx)}/`),
    withinMs: 30_000,
  });
  const { nginx: service } = place.opening.services;
  if (service) service.version = nginxVersion(await container.run('nginx', '-v'));
  return container.port(ports.nginx);
}

/** Resolves once its container has started; it may wait for what it depends on until it is ready. */
async function startProgram(
  place: Place,
  name: string,
  image: string,
  command: Command,
): Promise<{ port: number; ready: Promise<void> }> {
  const recipe = program(name, image, command);
  const container: OwnContainer = await startContainer(place, recipe);
  let saidSo = false;
  void container.lines.has(command.readyLine).then(() => (saidSo = true));
  const ready = waitUntilReady(place, recipe, {
    lines: container.lines,
    isReady: async () => saidSo,
    withinMs: 120_000,
  });
  // Whoever waits for it hears of it.
  ready.catch(() => undefined);
  return { ready, port: name === 'api' || name === 'mcp' ? container.port(ports[name]) : 0 };
}
