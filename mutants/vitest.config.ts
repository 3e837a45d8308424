import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Generated inputs, waiting: the first test that fails spares a mutant all that come later. */
const slow = /is-found-however|valid-json|a-plan-is|by-its-deadline/;

class QuickFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((left, right) => rank(left) - rank(right) || left.moduleId.localeCompare(right.moduleId));
  }
}

const rank = ({ moduleId }: TestSpecification): number =>
  slow.test(moduleId) ? 2 : moduleId.includes('/redaction/') ? 0 : 1;

/** The tests that mutants of the harness have to survive: all of its own but those that measure. */
export default defineConfig({
  test: {
    include: ['harness/**/*.test.ts'],
    // They measure: in a mutant they would see only that it is slower, and take a second each.
    exclude: [
      ...configDefaults.exclude,
      'harness/ten-thousand-*.test.ts',
      'harness/redaction/time-grows-with-the-text-alone.test.ts',
    ],
    setupFiles: ['mutants/the-same-inputs-each-time.setup.ts'],
    sequence: { sequencer: QuickFirst },
    // A worker for each file would take two thirds of the time.
    isolate: false,
    allowOnly: false,
    // The slowest takes under a second in instrumented code. A mutant that waits for ever ends here, and spares Stryker a new process.
    testTimeout: 5_000,
    reporters: ['default'],
  },
});
