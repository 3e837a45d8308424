import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ServiceAddresses } from '../stack.ts';
import { childEnvironment } from './child-environment.ts';
import { claimPort } from './claim-port.ts';
import type { Opening } from './opening.ts';
import { requireProgram } from '../prerequisites/programs.ts';

/** Where a RabbitMQ will listen: known before it does, because it takes five seconds to come up. */
export type ReservedRabbitmq = { address: ServiceAddresses['rabbitmq']; distributionPort: number };

export async function reserveRabbitmq(opening: Opening): Promise<ReservedRabbitmq> {
  const [port, managementPort, epmdPort, distributionPort] = await Promise.all([
    claimPort(opening.directory),
    claimPort(opening.directory),
    claimPort(opening.directory),
    claimPort(opening.directory),
  ]);
  return {
    address: {
      host: '127.0.0.1',
      port,
      managementPort,
      user: `medcor-${randomBytes(3).toString('hex')}`,
      password: randomBytes(18).toString('base64url'),
      node: { name: `t${port}@localhost`, epmdPort, home: join(opening.directory.path, 'rabbitmq') },
    },
    distributionPort,
  };
}

/** A RabbitMQ of our own with its management API, one user who may do all, and `virtualHost` there from the beginning. */
export async function startRabbitmq(opening: Opening, reserved: ReservedRabbitmq, virtualHost: string): Promise<void> {
  const program = requireProgram('rabbitmq-server');
  const { node } = reserved.address;
  const folder = node.home;
  await mkdir(folder, { mode: 0o700 });
  const configuration = join(folder, 'rabbitmq.conf');
  const plugins = join(folder, 'enabled_plugins');
  await writeFile(configuration, configurationOf(reserved.address, virtualHost), { mode: 0o600 });
  await writeFile(plugins, '[rabbitmq_management].\n');

  await startEpmd(opening, node.epmdPort);
  await opening.start({
    name: 'rabbitmq',
    file: program,
    arguments: ['-noinput'],
    folder,
    environment: {
      // HOME gives it an Erlang cookie of its own.
      ...childEnvironment(folder),
      RABBITMQ_NODENAME: node.name,
      RABBITMQ_MNESIA_BASE: folder,
      RABBITMQ_LOG_BASE: folder,
      RABBITMQ_CONFIG_FILE: configuration,
      RABBITMQ_ENABLED_PLUGINS_FILE: plugins,
      RABBITMQ_CONF_ENV_FILE: '/dev/null',
      RABBITMQ_DIST_PORT: String(reserved.distributionPort),
      ERL_EPMD_PORT: String(node.epmdPort),
      ERL_EPMD_ADDRESS: '127.0.0.1',
      // Makes the start script become the server, so that our child is the server itself.
      RABBITMQ_ALLOW_INPUT: '1',
      // Without the interface its distribution port is open on all of them.
      RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-start_epmd false -kernel inet_dist_use_interface {127,0,0,1}',
    },
    address: `${reserved.address.host}:${reserved.address.port}`,
    ready: /Server startup complete/,
    readyWithinMs: 90_000,
    // TERM takes it 6 s; nothing of it has to last.
    end: { signal: 'SIGKILL', withinMs: 5000 },
    onParentDeath: 'KILL',
  });
}

/** Erlang's register of nodes, as a child: the daemon that RabbitMQ would start instead outlives it. */
const startEpmd = (opening: Opening, port: number): Promise<unknown> =>
  opening.start({
    name: 'epmd',
    file: requireProgram('epmd'),
    arguments: ['-port', String(port), '-address', '127.0.0.1'],
    environment: childEnvironment(opening.directory.path),
    address: `127.0.0.1:${port}`,
    ready: { listensOn: port },
    readyWithinMs: 10_000,
    end: { signal: 'SIGKILL', withinMs: 1000 },
    onParentDeath: 'KILL',
  });

const configurationOf = (address: ServiceAddresses['rabbitmq'], virtualHost: string): string =>
  [
    `listeners.tcp.1 = 127.0.0.1:${address.port}`,
    'management.tcp.ip = 127.0.0.1',
    `management.tcp.port = ${address.managementPort}`,
    `default_user = ${address.user}`,
    `default_pass = ${address.password}`,
    `default_vhost = ${virtualHost}`,
    'loopback_users = none',
    'log.console = true',
    'log.file = false',
    '',
  ].join('\n');
