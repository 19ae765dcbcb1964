import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Everything is a file of its own, hashed by content: the page's Content-Security-Policy allows nothing inline. */
export default defineConfig({
  resolve: { alias: { '@parley/client': fileURLToPath(new URL('../js/src/index.ts', import.meta.url)) } },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: 'target/classes/web',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    target: 'es2022',
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 300,
    reportCompressedSize: false,
  },
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    testTimeout: 60_000,
    pool: 'threads',
    maxWorkers: 1,
    reporters: ['default', 'junit'],
    outputFile: { junit: 'target/surefire-reports/TEST-clients-web.xml' },
  },
});
