import { defineConfig } from 'vitest/config';

/** The report lies where Maven's own reports lie, so that one count has all tests. */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    pool: 'threads',
    maxWorkers: 1,
    reporters: ['default', 'junit'],
    outputFile: { junit: '../web/target/surefire-reports/TEST-clients-js.xml' },
  },
});
