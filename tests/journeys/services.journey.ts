import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findBrowser } from '../../demo/browser.ts';
import { type JourneyOptions, runJourney, SCRIPTS } from './run.ts';
import { meldebescheinigung } from './scripts/meldebescheinigung.ts';
import { pinSetzen } from './scripts/pin-setzen.ts';
import type { Script } from './scripts/script.ts';

const OUT = join(import.meta.dirname, '../../.data/test-journeys');
const hasBrowser = findBrowser() !== undefined;
if (!hasBrowser && process.env.CI !== 'true')
  process.stderr.write('journeys skipped: no Chromium on this machine (apt-get install chromium)\n');

/** @param name of the directory for what is left to look at */
async function plays(name: string, script: Script, particular: Partial<JourneyOptions> = {}): Promise<void> {
  const report = await runJourney({
    script,
    fault: null,
    viewport: 'portrait',
    eid: { kind: 'simulator' },
    out: join(OUT, name),
    isWatched: false,
    keepTraces: false,
    ...particular,
  });
  expect(report.problem).toBeNull();
  expect(report.checks.filter(({ ok }) => !ok)).toEqual([]);
  expect(report.ok).toBe(true);
}

const journey = test.skipIf(!hasBrowser && process.env.CI !== 'true').concurrent;

for (const script of SCRIPTS) {
  // One journey is played as `npm run journey` plays it, with everything on the screen that moves.
  const isWatched = script.service === 'hundesteuer-anmelden';
  journey(
    `${script.service}: the authority holds what was typed, read, scanned and paid (or nothing), and nobody else does`,
    () => plays(script.service, script, { viewport: isWatched ? 'landscape' : 'portrait', isWatched }),
    script.patience,
  );
}

const [parking] = SCRIPTS;
for (const fault of parking?.faults ?? []) {
  journey(
    `bewohnerparkausweis with ${fault}: a clear next step, nothing lost, nothing charged without service`,
    async () => {
      if (parking) await plays(`${parking.service}-${fault}`, parking, { fault });
    },
  );
}

journey('meldebescheinigung with portal-down: its receipt, and the acceptance later, under one number', () =>
  plays('meldebescheinigung-portal-down', meldebescheinigung, { fault: 'portal-down', viewport: 'landscape' }),
);

journey('pin-setzen with pin-wrong-twice: tries, access number, and the new PIN works', () =>
  plays('pin-setzen-pin-wrong-twice', pinSetzen, { fault: 'pin-wrong-twice', viewport: 'landscape' }),
);

journey('bewohnerparkausweis with the real AusweisApp2 in the line', async ({ skip }) => {
  if (!parking) return;
  if (!existsSync('/usr/bin/AusweisApp2') && process.env.CI !== 'true')
    skip('no AusweisApp2 (apt-get install ausweisapp2)');
  const eid = { kind: 'real', command: 'AusweisApp2' } as const;
  await plays(`${parking.service}-real-eid`, parking, { viewport: 'landscape', eid });
});
