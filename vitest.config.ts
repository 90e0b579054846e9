import { defineConfig } from 'vitest/config';
import { LongestFirst } from './tests/loop/longest-first.ts';

/**
 * Four kinds of test, told apart by the end of the file name:
 *
 * - `fast`: `x.test.ts` – no browser, no program but Node; seconds.
 * - `peers`: `x.peer.test.ts` – against real programs: AusweisApp, pcscd, cupsd, ippeveprinter, scanimage, socat, qpdf.
 * - `browser`: `x.browser.test.ts` – in a real Chromium.
 * - `proofs`: `x.proof.test.ts` – processes that are killed, every interleaving, random input: long by nature.
 *
 * Whole journeys have a configuration of their own: `tests/journeys/vitest.config.ts`.
 */
const kind = (name: string, ending: string, globalSetup: string[] = []) => ({
  extends: true as const,
  test: { name, include: [`**/*.${ending}.test.{ts,tsx}`], globalSetup },
});

export default defineConfig({
  test: {
    exclude: ['node_modules/**', 'dist/**', '.data/**'],
    environment: 'node',
    // Beside each other run at most two of these and two others (tests/commands/test.ts), and some of them wait.
    maxWorkers: 2,
    // Generous, because everything runs at once on two cores; what hangs is found all the same.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'fast',
          // These tests leave nothing behind in their process: no module is loaded once a file, no worker started anew.
          pool: 'threads',
          isolate: false,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          include: ['**/*.test.{ts,tsx}'],
          exclude: ['node_modules/**', 'dist/**', '.data/**', '**/*.{peer,browser,proof}.test.{ts,tsx}'],
        },
      },
      kind('peers', 'peer', ['admin-console/store/test-support/one-postgres.ts']),
      kind('browser', 'browser', [
        'admin-console/web/test-support/one-build.ts',
        'kiosk-app/ui/test-support/one-build.ts',
      ]),
      kind('proofs', 'proof'),
    ],
  },
});
