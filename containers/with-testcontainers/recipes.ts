import { postgresSettings } from '../with-processes/postgres.ts';
import { wholeConfiguration } from '../nginx/whole-configuration.ts';
import type { Command } from '../stack.ts';
import type { Images } from '../images/image-sets.ts';
import type { ContainerRecipe } from './own-container.ts';

/** Ports inside, as the services have them everywhere. */
export const ports = { postgres: 5432, redis: 6379, amqp: 5672, management: 15_672, nginx: 8080, api: 8000, mcp: 8001 };

export const postgres = (images: Images, { user, password }: { user: string; password: string }): ContainerRecipe => ({
  name: 'postgres',
  image: images.postgres,
  command: ['postgres', ...postgresSettings.flatMap((setting) => ['-c', setting])],
  environment: { POSTGRES_USER: user, POSTGRES_PASSWORD: password, POSTGRES_INITDB_ARGS: '--no-sync' },
  ports: [ports.postgres],
  // Nothing has to survive.
  inMemory: ['/var/lib/postgresql/data'],
});

export const redis = (images: Images, { password }: { password: string }): ContainerRecipe => ({
  name: 'redis',
  image: images.redis,
  command: ['redis-server', '/etc/medcor-redis.conf'],
  files: {
    '/etc/medcor-redis.conf': `requirepass ${password}\nbind 0.0.0.0\nprotected-mode yes\nsave ""\nappendonly no\ndaemonize no\n`,
  },
  ports: [ports.redis],
});

export const rabbitmq = (
  images: Images,
  { user, password, virtualHost }: { user: string; password: string; virtualHost: string },
): ContainerRecipe => ({
  name: 'rabbitmq',
  image: images.rabbitmq,
  command: ['rabbitmq-server'],
  files: {
    '/etc/rabbitmq/rabbitmq.conf': [
      `default_user = ${user}`,
      `default_pass = ${password}`,
      `default_vhost = ${virtualHost}`,
      'loopback_users = none',
      'log.console = true',
      'log.file = false',
      '',
    ].join('\n'),
    '/etc/rabbitmq/enabled_plugins': '[rabbitmq_management].\n',
  },
  ports: [ports.amqp, ports.management],
});

export const nginx = (images: Images, serverBlocks: string): ContainerRecipe => ({
  name: 'nginx',
  image: images.nginx,
  command: ['nginx', '-p', '/srv/', '-c', '/etc/medcor-nginx.conf'],
  files: { '/etc/medcor-nginx.conf': wholeConfiguration(serverBlocks, true) },
  ports: [ports.nginx],
  inMemory: ['/srv'],
});

/** A program of the reference implementation, as the plan says. */
export const program = (
  name: string,
  image: string,
  { file, arguments: words, environment }: Command,
): ContainerRecipe => ({
  name,
  image,
  entrypoint: [file],
  command: words,
  environment,
  ports: name === 'api' || name === 'mcp' ? [ports[name]] : [],
  isLocked: true,
});
