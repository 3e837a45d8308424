import { check } from '../../fixtures/check.ts';

/** Whether the broker takes what is given to it. */
export const brokerChecks = [
  check({
    id: 'health.broker-accepts-connections',
    demand: 'The broker must accept a connection to the virtual host of the deployment',
    source: 'guide.rabbitmq-service-runs',
    severity: 'critical',
    tier: 'smoke',
    safety: 'observe',
    needs: ['broker'],
    after: [],
    remedy: 'sudo systemctl status rabbitmq-server.service; sudo rabbitmqctl status; sudo rabbitmqctl list_vhosts',
    requests: { least: 1, most: 1 },
    refutedBy: { 'broker-vhost-missing': 'virtual-host-missing' },
    run: async ({ broker }) => {
      const { product, version } = await broker.handshake();
      return { broker: `${product} ${version}` };
    },
  }),
];
