import { defineConfig } from 'vitest/config';

/**
 * Four kinds of test, told apart by the end of the file name:
 *
 * - `fast`: `x.test.ts` – no browser, no program but Node; seconds.
 * - `peers`: `x.peer.test.ts` – against real programs: AusweisApp2, pcscd, cupsd, ippeveprinter, scanimage, socat, qpdf.
 * - `browser`: `x.browser.test.ts` – in a real Chromium.
 * - `proofs`: `x.proof.test.ts` – processes that are killed, every interleaving, random input: long by nature.
 *
 * Whole journeys have a configuration of their own: `tests/journeys/vitest.config.ts`.
 */
const kind = (name: string, ending: string) => ({
  extends: true as const,
  test: { name, include: [`**/*.${ending}.test.{ts,tsx}`] },
});

export default defineConfig({
  test: {
    exclude: ['node_modules/**', 'dist/**', '.data/**'],
    environment: 'node',
    // Two cores: more workers only fight for them.
    maxWorkers: 2,
    testTimeout: 20_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'fast',
          // These tests leave nothing behind in their process: no module is loaded once a file, no worker started anew.
          pool: 'threads',
          isolate: false,
          include: ['**/*.test.{ts,tsx}'],
          exclude: ['node_modules/**', 'dist/**', '.data/**', '**/*.{peer,browser,proof}.test.{ts,tsx}'],
        },
      },
      kind('peers', 'peer'),
      kind('browser', 'browser'),
      kind('proofs', 'proof'),
    ],
  },
});
