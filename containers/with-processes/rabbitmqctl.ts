import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { beside, requireProgram } from '../prerequisites/programs.ts';
import type { ServiceAddresses } from '../stack.ts';
import { childEnvironment } from './child-environment.ts';

/** Starting Erlang takes it a second, and ten on a busy machine. */
const withinMs = 30_000;

/** Runs RabbitMQ's own `rabbitmqctl` on a broker of ours; what it prints. Rejects with what it says where it fails. */
export async function rabbitmqctl({ node }: Pick<ServiceAddresses['rabbitmq'], 'node'>, ...command: string[]) {
  const file = beside(requireProgram('rabbitmq-server'), 'rabbitmqctl');
  const { stdout } = await promisify(execFile)(file, ['--quiet', '--node', node.name, ...command], {
    timeout: withinMs,
    env: {
      ...childEnvironment(node.home),
      RABBITMQ_CONF_ENV_FILE: '/dev/null',
      RABBITMQ_NODENAME: node.name,
      ERL_EPMD_PORT: String(node.epmdPort),
    },
  });
  return stdout;
}
