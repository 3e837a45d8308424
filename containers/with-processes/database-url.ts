import type { ServiceAddresses } from '../stack.ts';

export const databaseUrl = ({ user, password, host, port }: ServiceAddresses['postgres'], name: string): string =>
  `postgres://${user}:${password}@${host}:${port}/${name}`;
