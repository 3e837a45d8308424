/** What a broker URL says, taken apart the way Celery does. */
export type BrokerAddress = {
  secure: boolean;
  hostname: string;
  port: number;
  username: string;
  password: string;
  vhost: string;
};

const protocols = new Set(['amqp:', 'pyamqp:', 'amqps:']);

/** Reads `amqp://user:password@host:port/vhost`; an absent vhost and `//` both mean "/". */
export function readBrokerUrl(text: string): BrokerAddress {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !protocols.has(url.protocol)) {
    throw new Error('CELERY_BROKER_URL is not a broker address. Give one like amqp://user:password@host:5672/vhost.');
  }
  const secure = url.protocol === 'amqps:';
  return {
    secure,
    hostname: url.hostname,
    port: Number(url.port) || (secure ? 5671 : 5672),
    username: decodeURIComponent(url.username) || 'guest',
    password: decodeURIComponent(url.password) || 'guest',
    vhost: decodeURIComponent(url.pathname.slice(1)) || '/',
  };
}

/** For logs and `conf`: the password stays here. */
export const describeBroker = ({ secure, hostname, port, username, vhost }: BrokerAddress): string =>
  `${secure ? 'amqps' : 'amqp'}://${username}:********@${hostname}:${port}/${vhost}`;
