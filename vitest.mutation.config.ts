import { configDefaults, defineConfig } from 'vitest/config';

/** The tests that mutants of the harness have to survive: quick ones, without services. */
export default defineConfig({
  test: {
    include: ['harness/**/*.test.ts'],
    // It takes a second for each shape, and would for each mutant.
    exclude: [...configDefaults.exclude, 'harness/ten-thousand-*.test.ts'],
    allowOnly: false,
    reporters: ['default'],
  },
});
