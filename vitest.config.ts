import { defineConfig } from 'vitest/config';

const ownCode = '{harness,contract,targets,containers,fixtures,reports,reference-impl}/**/*.test.ts';

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'own code',
          include: [ownCode, '*.test.ts', 'suites/*/**/*.test.ts'],
          // One PostgreSQL and one RabbitMQ for all test files: a database and a virtual host each.
          globalSetup: ['containers/shared-services.setup.ts'],
        },
      },
    ],
  },
});
