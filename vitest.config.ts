import { defineConfig } from 'vitest/config';

const ownCode = '{harness,contract,targets,containers,fixtures,reports,reference-impl,commands,bench}/**/*.test.ts';

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    reporters: [
      'default',
      ['junit', { outputFile: 'reports/out/vitest/junit.xml', suiteName: 'medcor-verify' }],
      ['json', { outputFile: 'reports/out/vitest/results.json' }],
      ['allure-vitest/reporter', { resultsDir: 'reports/out/allure-results' }],
    ],
    projects: [
      {
        extends: true,
        test: {
          name: 'own code',
          include: [ownCode, '*.test.ts', 'suites/*/**/*.test.ts'],
          // One PostgreSQL and one RabbitMQ for all test files: a database and a virtual host each.
          globalSetup: ['containers/shared-services.setup.ts'],
        },
      },
      { extends: true, test: { name: 'checks', include: ['suites/all.test.ts'] } },
    ],
  },
});
