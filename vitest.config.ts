/**
 * How the tests run. A process per file (`forks`): what one test does to
 * `node:sqlite`, the environment or an open browser can't reach another. Two at a
 * time, which is what a small machine has, the longest first.
 */
import { defineConfig } from 'vitest/config';
import type { Reporter, SerializedError, TestModule } from 'vitest/node';
import { LongestFirst } from './tests/longest-first.ts';

/** Ends a run with one line, `N passed, N failed, N skipped`, for a person and for `.ci/run`. */
class Summary implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    const counts = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    for (const module of modules) {
      const states = [...module.children.allTests()].map((test) => test.result().state);
      counts.passed += states.filter((state) => state === 'passed').length;
      counts.skipped += states.filter((state) => state === 'skipped' || state === 'pending').length;
      const failed = states.filter((state) => state === 'failed').length;
      // A file that does not load, or whose set-up fails, has no failed test to show for it.
      counts.failed += failed === 0 && module.state() === 'failed' ? 1 : failed;
    }
    process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`);
  }
}

export default defineConfig({
  test: {
    environment: 'node',
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/shared-folder.ts'],
    pool: 'forks',
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    testTimeout: 60_000,
    hookTimeout: 180_000, // The first browser test unpacks a browser; some build the whole portal.
    teardownTimeout: 20_000,
    reporters: ['default', new Summary()],
  },
});
