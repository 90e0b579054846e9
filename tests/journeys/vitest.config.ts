import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: join(import.meta.dirname, '../..'),
  test: {
    include: ['tests/journeys/**/*.journey.ts'],
    // Each journey starts eight processes and a browser, and then a person reads and waits most of the time: three side
    // by side, and the faults beside them, keep two cores busy.
    maxWorkers: 2,
    maxConcurrency: 3,
    testTimeout: 400_000,
    hookTimeout: 60_000,
  },
});
