/** What the operations guide promises, one id each; a check names the one it verifies as its `source`. */
export const promises = {
  'guide.api-answers-health': 'The main API answers its health check at /api/health/ (Health Check Endpoints).',
  'guide.mcp-answers-health': 'The MCP server answers its health check at :8001/health/ (Health Check Endpoints).',
  'guide.mcp-behind-nginx': 'nginx serves the MCP server under /mcp/ (Nginx Configuration, Smoke Tests).',
  'guide.mcp-has-time-behind-nginx':
    'nginx gives the MCP server 120 seconds for an answer, and for each piece of one (Nginx Configuration).',
  'guide.mcp-offers-tools': 'The MCP server offers healthcare functions as tools (MCP Server Features).',
  'guide.mcp-demands-jwt': 'MCP endpoints authenticate by JWT (MCP Server Security).',
  'guide.celery-executes-tasks':
    'Celery executes tasks over RabbitMQ and returns results by rpc:// (Existing Celery Service with RabbitMQ).',
  'guide.one-release-is-deployed':
    'A deployment updates the application everywhere before its services start again (Deployment Integration).',
  'guide.celery-service-runs': 'The Celery service runs after a deployment (Service Coordination Script).',
  'guide.rabbitmq-service-runs': 'The RabbitMQ service runs after a deployment (Service Coordination Script).',
  'guide.services-run-under-systemd':
    'systemd runs Celery, the MCP server and RabbitMQ as services of their own, and they run after a deployment (Monitoring Commands, Service Coordination Script).',
  'guide.services-are-restarted': 'systemd starts a service again that has died: Restart=always (Systemd Service).',
  'guide.services-are-enabled':
    'The services are enabled, so that they start with the machine (Service Coordination Script).',
  'guide.services-log-to-the-journal': 'The services log to the journal (Monitoring Commands).',
  'guide.containers-run': 'The containers of the Compose project run after a deployment (Docker Container Issues).',
  'guide.rabbitmq-authenticates':
    'RabbitMQ authenticates and authorizes whoever connects (Celery Service and RabbitMQ Security).',
  'guide.database-serves-services': 'PostgreSQL serves the API and the MCP server (Docker Integration).',
  'guide.redis-serves-services':
    'Redis serves the API and the MCP server as cache (Docker Integration, MCP Server Optimization).',
  'guide.api-manages-appointments': 'Appointments can be listed and booked (MCP Server Features).',
  'contract.api-demands-a-token':
    'Whatever holds appointments is served to callers with an access token alone (contract/api.ts).',
  'contract.hospitals-stay-apart':
    'An access token is of one hospital, and is served the appointments of that one alone (contract/roles.ts).',
  'contract.appointments-are-booked-and-removed':
    'An appointment that is booked is listed and found, and once it is removed it is neither (contract/api.ts).',
  'contract.migrations-have-run':
    'Every migration of a release has run when it is served, and none of a later one (contract/database.ts).',
  'contract.database-keeps-clear-of-its-limits':
    'The database keeps clear of what would stop it: connections, old transactions, replicas behind (contract/database.ts).',
  'contract.cache-keeps-clear-of-its-limits':
    'The cache keeps clear of what would stop it or make it useless: memory, a full disk, slowness (contract/cache.ts).',
  'contract.proxy-protects-programs':
    'The proxy keeps from the programs behind it what can only harm them, and tells strangers nothing of itself (contract/proxy.ts).',
  'contract.api-documents-itself': 'The API serves a page that documents its operations.',
  'contract.dependencies-are-near':
    'The API reaches each dependency within half of the deadline that it gives it (contract/health.ts).',
  'contract.health-answers-many': 'The API answers 20 health checks at once (contract/health.ts).',
  'contract.answers-in-time':
    'Health, lists and tool calls answer within their budget under light load (contract/load.ts).',
} as const;

export type PromiseId = keyof typeof promises;
