import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { beside, requireProgram } from '../prerequisites/programs.ts';
import type { ServiceAddresses } from '../stack.ts';
import { childEnvironment } from './child-environment.ts';
import { diesWithParent } from './dies-with-parent.ts';

/** Starting Erlang takes it a second, and ten on a busy machine. */
const withinMs = 30_000;

/** Runs RabbitMQ's own `rabbitmqctl` on a broker of ours; what it prints. Rejects with what it says where it fails. */
export async function rabbitmqctl({ node }: Pick<ServiceAddresses['rabbitmq'], 'node'>, ...command: string[]) {
  const file = beside(requireProgram('rabbitmq-server'), 'rabbitmqctl');
  const words = ['--quiet', '--node', node.name, ...command];
  // A broker that stands still lets it wait, and it would wait when we are gone.
  const dying = diesWithParent({ file, arguments: words, onParentDeath: 'KILL' });
  const { stdout } = await promisify(execFile)(...dying, {
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
