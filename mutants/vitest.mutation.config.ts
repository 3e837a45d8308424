import { configDefaults, defineConfig } from 'vitest/config';

/** The tests that mutants of the harness have to survive: quick ones, without services. */
export default defineConfig({
  test: {
    include: ['harness/**/*.test.ts'],
    // They measure: in a mutant they would see only that it is slower, and take a second each.
    exclude: [
      ...configDefaults.exclude,
      'harness/ten-thousand-*.test.ts',
      'harness/redaction/time-grows-with-the-text-alone.test.ts',
    ],
    allowOnly: false,
    // Instrumented code is slower, the more so beside another runner.
    testTimeout: 60_000,
    reporters: ['default'],
  },
});
