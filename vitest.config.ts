import { configDefaults, defineConfig } from 'vitest/config';

const withoutServices = [
  '{harness,contract,targets,mutants,bundle}/**/*.test.ts',
  'reports/{,comparison/}*.test.ts',
  '*.test.ts',
];
const withEngine = 'containers/with-testcontainers/*.test.ts';
const withServices = [
  '{containers,fixtures,reference-impl,commands,bench,endurance,versions}/**/*.test.ts',
  'suites/**/!(all).test.ts',
];

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    // One forgotten `only` would leave all other tests out, and the run green.
    allowOnly: false,
    reporters: [
      'default',
      ['junit', { outputFile: 'reports/out/vitest/junit.xml', suiteName: 'medcor-verify' }],
      ['json', { outputFile: 'reports/out/vitest/results.json' }],
      // Matchers would leak the values they compare.
      ['allure-vitest/reporter', { resultsDir: 'reports/out/allure-results', reportMatchers: false }],
    ],
    projects: [
      { extends: true, test: { name: 'judgement', include: withoutServices } },
      { extends: true, test: { name: 'pages', include: ['reports/in-browser/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'own code',
          include: withServices,
          exclude: [...configDefaults.exclude, withEngine],
          // One PostgreSQL and one RabbitMQ for all test files: a database and a virtual host each.
          globalSetup: ['containers/shared-services.setup.ts'],
        },
      },
      // They need a container engine and images, which not every machine has: `make containers`.
      {
        extends: true,
        test: { name: 'containers', include: [withEngine], testTimeout: 240_000, fileParallelism: false },
      },
      { extends: true, test: { name: 'checks', include: ['suites/all.test.ts'] } },
    ],
  },
});
