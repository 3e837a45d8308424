/**
 * Every fault that `prove` inflicts on a stack of our own: where it acts, what it does, which area beside `health` must notice it.
 * `program` faults live in reference-impl/faults, the others in containers/faults.
 */
export const faults = {
  'broker-vhost-missing': {
    on: 'running',
    area: 'queue',
    tells: 'The virtual host of the deployment is gone from RabbitMQ.',
  },
  'memory-alarm': {
    on: 'running',
    alone: true,
    area: 'queue',
    tells: 'RabbitMQ is over its memory watermark and takes no message from anybody.',
  },
  'disk-alarm': {
    on: 'running',
    alone: true,
    area: 'queue',
    tells: 'RabbitMQ has less free disk space than its limit and takes no message from anybody.',
  },
  'another-virtual-host-is-down': {
    on: 'running',
    alone: true,
    area: 'queue',
    tells: 'A virtual host beside that of the deployment has broken down in RabbitMQ.',
  },
  'guest-is-let-in': {
    on: 'running',
    alone: true,
    area: 'queue',
    tells: 'RabbitMQ has the user guest with the password guest.',
  },
  'dead-letters-lie-about': {
    on: 'running',
    area: 'queue',
    tells: 'A task that no worker knows has been rejected, and a policy has moved it to a queue that nobody looks at.',
  },
  'database-refuses-connections': {
    on: 'running',
    area: 'api',
    tells: 'PostgreSQL refuses every connection to the database.',
  },
  'database-is-read-only': {
    on: 'running',
    area: 'api',
    tells:
      'The database has been told to take no writes (default_transaction_read_only), and the services connect anew.',
  },
  'migration-missing': {
    on: 'running',
    area: 'api',
    tells: 'The newest migration of the release is not noted down as one that has run.',
  },
  'database-connections-nearly-taken': {
    on: 'running',
    area: 'api',
    tells: 'A batch job holds 16 of the 20 connections that the database allows.',
  },
  'transaction-left-open': {
    on: 'running',
    area: 'api',
    tells: 'Somebody has begun a transaction and left it open for more than a minute.',
    ripensMs: 61_000,
  },
  'replica-falls-behind': {
    on: 'running',
    area: 'api',
    tells: 'A replica takes nothing more from PostgreSQL, while a quarter of a gigabyte is written.',
    ownDatabaseServer: true,
  },
  'rows-are-not-frozen': {
    on: 'running',
    area: 'api',
    tells: '1.7 billion transactions have passed since the oldest row of the database was frozen.',
    ownDatabaseServer: true,
  },
  'cache-is-down': { on: 'running', area: 'api', tells: 'Redis has ended.' },
  'cache-cannot-save': {
    on: 'running',
    area: 'api',
    tells: 'Redis could not write its snapshot: something else lies in the place of the file.',
  },
  'cache-is-full': {
    on: 'running',
    area: 'api',
    tells: 'Redis has taken more memory than it may, and may throw nothing away (noeviction).',
  },
  'cache-is-nearly-full': {
    on: 'running',
    area: 'api',
    tells: 'Redis has taken 95 % of the memory that it may take, and may throw nothing away.',
  },
  'cache-evicts': {
    on: 'running',
    area: 'api',
    tells: 'Redis is at its limit and throws away what was used least lately (allkeys-lru).',
  },
  'cache-is-slow': {
    on: 'running',
    area: 'api',
    tells: 'On the way to Redis from where it is asked each of its answers is held back for 400 ms.',
  },
  'health-hides-database': {
    on: 'program',
    while: 'database-refuses-connections',
    area: 'api',
    tells: 'The API says that its database is up while PostgreSQL refuses every connection.',
  },
  'api-cannot-reach-cache': {
    on: 'plan',
    area: 'api',
    tells: 'The API was given a Redis address at which nothing listens.',
  },
  'health-waits-for-cache': {
    on: 'program',
    area: 'api',
    tells: 'The health check of the API takes 700 ms to hear of Redis, and says so.',
  },
  'health-is-cacheable': {
    on: 'program',
    area: 'api',
    tells: 'The API lets everybody keep its health document for a minute.',
  },
  'health-refuses-head': { on: 'program', area: 'api', tells: 'The API answers 404 to every HEAD.' },
  'health-fails-when-crowded': {
    on: 'program',
    area: 'api',
    tells: 'The API takes 300 ms for a health check, and fails while twelve are under way.',
  },
  'health-tells-settings': {
    on: 'program',
    area: 'api',
    tells: 'The health document of the API holds its settings, with the password of the database.',
  },
  'debug-is-on': {
    on: 'program',
    area: 'api',
    tells: 'Where nothing is, the API answers with the page that Django has for developers.',
  },
  'any-host-is-served': { on: 'program', area: 'api', tells: 'The API answers under whatever host name it is called.' },
  'list-breaks-its-schema': { on: 'program', area: 'api', tells: 'The list of appointments lacks its total.' },
  'api-lets-anyone-in': { on: 'program', area: 'api', tells: 'The API serves requests without a token.' },
  'tenants-are-mixed': {
    on: 'program',
    area: 'api',
    tells: 'The API lists the appointments of all hospitals to each of them.',
  },
  'booking-is-lost': {
    on: 'program',
    area: 'api',
    tells: 'The API answers 201 to a booking and keeps nothing of it.',
  },
  'removal-is-refused': { on: 'program', area: 'api', tells: 'The API fails whenever an appointment is removed.' },
  'removal-without-effect': {
    on: 'program',
    area: 'api',
    tells: 'The API answers 204 to the removal of an appointment, which stays.',
  },
  'mcp-cannot-reach-database': {
    on: 'plan',
    area: 'mcp',
    tells: 'The MCP server was given a database address at which nothing listens.',
  },
  'mixed-versions': {
    on: 'plan',
    area: 'mcp',
    tells: 'The MCP server is still the one of the release before: it says another version and commit than the API.',
  },
  'mcp-route-missing': { on: 'plan', area: 'mcp', tells: 'nginx has no route to the MCP server.' },
  'proxy-takes-only-gets': {
    on: 'plan',
    area: 'mcp',
    tells: 'nginx lets nothing but GET through to the MCP server.',
  },
  'guide-nginx-file': {
    on: 'plan',
    area: 'mcp',
    tells: 'nginx has the location of the guide alone, which answers a POST to /mcp with 301.',
  },
  'proxy-tells-its-version': { on: 'plan', area: 'api', tells: 'nginx tells its version (server_tokens on).' },
  'proxy-takes-any-body': {
    on: 'plan',
    area: 'api',
    tells: 'nginx takes bodies of any length (client_max_body_size 0).',
  },
  'certificate-ends-soon': {
    on: 'plan',
    area: 'api',
    tells: 'nginx speaks https, with a certificate that ends in three days.',
  },
  'certificate-has-expired': {
    on: 'plan',
    area: 'api',
    tells: 'nginx speaks https, with a certificate that ended yesterday.',
  },
  'proxy-buffers-streams': {
    on: 'plan',
    area: 'mcp',
    tells: 'nginx keeps the events of a stream until its buffer is full or the stream ends.',
  },
  'proxy-compresses-streams': {
    on: 'plan',
    area: 'mcp',
    tells: 'nginx compresses streams (gzip on), and waits for more to compress.',
    besides: 'Only those who accept compressed answers get nothing, which most clients do.',
  },
  'proxy-ends-silent-streams': {
    on: 'plan',
    area: 'mcp',
    tells:
      'nginx ends an answer of the MCP server on which nothing comes for 3 seconds; a stream says every 5 that it lives.',
  },
  'mcp-answers-html': { on: 'program', area: 'mcp', tells: 'The MCP endpoint answers every POST with an HTML page.' },
  'tool-breaks-its-schema': {
    on: 'program',
    area: 'mcp',
    tells: 'The read tool answers without the total that its output schema promises.',
  },
  'mcp-lets-anyone-in': { on: 'program', area: 'mcp', tells: 'The MCP endpoint serves requests without a token.' },
  'expired-tokens-accepted': { on: 'program', area: 'mcp', tells: 'Expired tokens are accepted.' },
  'worker-frozen': {
    on: 'running',
    area: 'queue',
    tells: 'The worker process is stopped (SIGSTOP) while its connections stay open.',
  },
  'worker-not-consuming': {
    on: 'program',
    area: 'queue',
    tells: 'The worker is connected and answers ping, but consumes no queue.',
  },
  'worker-loses-result': { on: 'program', area: 'queue', tells: 'The worker does the job and loses the answer.' },
  'task-unregistered': { on: 'program', area: 'queue', tells: 'The worker knows nothing of medcor.echo.' },
  'worker-hangs': {
    on: 'program',
    area: 'queue',
    tells: 'Every task that the worker begins hangs for ever, and has done so for ten minutes by its word.',
  },
  'tasks-pile-up': {
    on: 'running',
    while: 'worker-hangs',
    area: 'queue',
    tells: 'Every task hangs, and more are published than the queue may hold.',
  },
  'tasks-wait-for-a-stuck-pool': {
    on: 'running',
    while: 'worker-hangs',
    area: 'queue',
    tells: 'Every slot of the worker is taken by a task that hangs, by its word for ten minutes, and a few more wait.',
  },
  'queue-has-another-argument': {
    on: 'program',
    area: 'queue',
    tells: 'The worker declares its queue with priorities (x-max-priority), of which nobody else knows.',
  },
  'stranger-takes-the-tasks': {
    on: 'plan',
    area: 'queue',
    tells: 'The worker consumes another queue, and some other program takes what comes into its own.',
  },
  'mixed-worker-versions': {
    on: 'plan',
    area: 'queue',
    tells: 'Beside the worker there is another one, of the release before.',
  },
  'second-worker-lacks-a-task': {
    on: 'plan',
    area: 'queue',
    tells: 'Beside the worker there is another one on the same queue, which knows nothing of medcor.echo.',
  },
  'two-workers-of-one-name': {
    on: 'plan',
    area: 'queue',
    tells: 'Two workers were started with the same name.',
  },
  'worker-clock-is-ahead': { on: 'program', area: 'queue', tells: 'The clock of the worker is 30 seconds ahead.' },
  'unit-is-missing': { on: 'machine', area: 'health', tells: 'The file of celery.service is gone.' },
  'unit-is-stopped': {
    on: 'machine',
    area: 'health',
    tells: 'Somebody has stopped celery.service and started nothing in its place.',
  },
  'unit-fails': {
    on: 'machine',
    area: 'health',
    tells: 'The program of celery.service ends with an error as soon as it is started, until systemd gives up.',
  },
  'unit-keeps-crashing': {
    on: 'machine',
    area: 'health',
    tells: 'The program of celery.service has died twice within seconds, and systemd has started it again each time.',
  },
  'unit-has-ended': {
    on: 'machine',
    area: 'health',
    tells: 'The program of celery.service has ended, and RemainAfterExit= lets it count as active all the same.',
  },
  'unit-stays-dead': { on: 'machine', area: 'health', tells: 'celery.service has Restart=no in effect.' },
  'unit-is-not-enabled': { on: 'machine', area: 'health', tells: 'celery.service runs, and is not enabled.' },
  'unit-was-killed': {
    on: 'machine',
    area: 'health',
    tells: 'The program of celery.service was killed once, and systemd has started it again.',
  },
  'unit-logs-errors': {
    on: 'machine',
    area: 'health',
    tells: 'The program of celery.service has logged two errors to the journal.',
  },
  'container-is-missing': {
    on: 'machine',
    area: 'health',
    tells: 'Somebody has removed the container of the service worker.',
  },
  'container-has-ended': {
    on: 'machine',
    area: 'health',
    tells: 'Somebody has stopped the container of the service worker.',
  },
  'container-keeps-crashing': {
    on: 'machine',
    area: 'health',
    tells:
      'The program in the container of the service worker has died twice within seconds, and was started again each time.',
  },
  'project-is-stopped': {
    on: 'machine',
    area: 'health',
    tells: 'Every container of the project has ended with exit code 0, and nothing says that one is meant to stay.',
  },
  'container-is-unhealthy': {
    on: 'machine',
    area: 'health',
    tells: 'The health check of the container of the service web fails.',
  },
  'container-was-killed': {
    on: 'machine',
    area: 'health',
    tells: 'The program in the container of the service worker died once, and was started again.',
  },
  'broken-page-script': {
    on: 'program',
    area: 'journeys',
    tells: 'A script of the documentation page throws while it loads.',
  },
  'slow-health': {
    on: 'program',
    area: 'load',
    tells: 'The API and the MCP server answer their health check 700 ms late.',
  },
  'slow-list': { on: 'program', area: 'load', tells: 'The API lists appointments 700 ms late.' },
  'slow-mcp-tool': { on: 'program', area: 'load', tells: 'The read tool answers 700 ms late.' },
  'health-fails-under-load': {
    on: 'program',
    area: 'load',
    tells:
      'While ten requests a second go on for two seconds and longer, every fifth health check of the API is answered with 500.',
  },
  'list-fails-under-load': {
    on: 'program',
    area: 'load',
    tells: 'While ten requests a second go on for two seconds and longer, every fifth list of appointments is a 500.',
  },
  'mcp-tool-fails-under-load': {
    on: 'program',
    area: 'load',
    tells:
      'While ten calls a second go on for two seconds and longer, every fifth answer of the read tool is an error of the tool.',
  },
} as const satisfies Record<string, FaultFacts>;

export type FaultName = keyof typeof faults;

export type FaultFacts = {
  /** `machine` ones befall a machine that systemd runs, which takes a container engine. */
  on: 'program' | 'plan' | 'running' | 'machine';
  /** Another fault that has to hold for this one to show. */
  while?: string;
  area: string;
  /** It befalls services that several stacks share: nothing else is asked meanwhile. */
  alone?: boolean;
  tells: string;
  /** How long it takes to show however fast the machine, in milliseconds. */
  ripensMs?: number;
  /** It makes all of PostgreSQL sick, which a stack with it then shares with no other. */
  ownDatabaseServer?: true;
  /** What it adds to an earlier fault that turns the same checks red for the same causes. */
  besides?: string;
};
