/** The commands that the operations guide gives for looking and mending (Health Monitoring, Troubleshooting), word for word. */
export const guideCommands = [
  'make health',
  'curl http://localhost/api/health/',
  'curl http://localhost:8001/health/',
  'curl -v http://localhost:8001/health/',
  'telnet localhost 8001',
  'sudo systemctl status mcp-server.service',
  'sudo journalctl -u mcp-server.service -f',
  'sudo systemctl status celery.service',
  'sudo systemctl restart celery.service',
  'sudo journalctl -u celery.service -f',
  'sudo systemctl status rabbitmq-server.service',
  'sudo systemctl restart rabbitmq-server.service',
  'sudo journalctl -u rabbitmq-server.service -f',
  'sudo rabbitmqctl status',
  'docker-compose ps',
  'docker-compose logs mcp-server',
  'docker-compose restart mcp-server',
  'docker-compose -f docker-compose.prod.yml up -d',
  'docker stats',
] as const;

export type GuideCommand = (typeof guideCommands)[number];
