/** The systemd units of a deployment as the guide has it, what others build on first (Service Coordination Script, Systemd Service). */
export const guideUnits = ['rabbitmq-server.service', 'celery.service', 'mcp-server.service'] as const;
