import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['**/*.test.ts', '**/*.test.tsx'],
    exclude: ['node_modules/**', 'dist/**', '.data/**'],
    environment: 'node',
    // Two cores: more workers only fight for them.
    maxWorkers: 2,
    testTimeout: 20_000,
  },
});
