import { defineConfig } from 'vitest/config';

/** The tests that mutants of the harness have to survive: quick ones, without services. */
export default defineConfig({
  test: { include: ['harness/**/*.test.ts'], allowOnly: false, reporters: ['default'] },
});
