import type { TestProject } from 'vitest/node';
import type { ServiceAddresses } from './stack.ts';
import { openServices } from './with-processes/open-services.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    services: ServiceAddresses;
  }
}

/** Vitest: one PostgreSQL and one RabbitMQ for all test files, which take them by `inject('services')`. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const services = await openServices();
  project.provide('services', services.addresses);
  return async () => services[Symbol.asyncDispose]();
}
