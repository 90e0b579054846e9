import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findBrowser } from '../../demo/browser.ts';
import { type JourneyReport, runJourney, SCRIPTS } from './run.ts';
import { meldebescheinigung } from './scripts/meldebescheinigung.ts';
import { pinSetzen } from './scripts/pin-setzen.ts';

const OUT = join(import.meta.dirname, '../../.data/test-journeys');
const hasBrowser = findBrowser() !== undefined;
if (!hasBrowser && process.env.CI !== 'true')
  process.stderr.write('journeys skipped: no Chromium on this machine (apt-get install chromium)\n');

function judge(report: JourneyReport): void {
  expect(report.problem).toBeNull();
  expect(report.checks.filter(({ ok }) => !ok)).toEqual([]);
  expect(report.ok).toBe(true);
}

const journey = test.skipIf(!hasBrowser && process.env.CI !== 'true').concurrent;

for (const script of SCRIPTS) {
  journey(
    `${script.service}: the authority holds what was typed, read, scanned and paid (or nothing), and nobody else does`,
    async () => {
      judge(
        await runJourney({
          script,
          fault: null,
          viewport: script.service === 'hundesteuer-anmelden' ? 'landscape' : 'portrait',
          eid: { kind: 'simulator' },
          out: join(OUT, script.service),
          keepTraces: false,
        }),
      );
    },
    script.patience,
  );
}

const [parking] = SCRIPTS;
for (const fault of parking?.faults ?? []) {
  journey(
    `bewohnerparkausweis with ${fault}: a clear next step, nothing lost, nothing charged without service`,
    async () => {
      if (!parking) return;
      judge(
        await runJourney({
          script: parking,
          fault,
          viewport: 'portrait',
          eid: { kind: 'simulator' },
          out: join(OUT, `${parking.service}-${fault}`),
          keepTraces: false,
        }),
      );
    },
  );
}

journey('meldebescheinigung with portal-down: its receipt, and the acceptance later, under one number', async () => {
  judge(
    await runJourney({
      script: meldebescheinigung,
      fault: 'portal-down',
      viewport: 'landscape',
      eid: { kind: 'simulator' },
      out: join(OUT, 'meldebescheinigung-portal-down'),
      keepTraces: false,
    }),
  );
});

journey('pin-setzen with pin-wrong-twice: tries, access number, and the new PIN works', async () => {
  judge(
    await runJourney({
      script: pinSetzen,
      fault: 'pin-wrong-twice',
      viewport: 'landscape',
      eid: { kind: 'simulator' },
      out: join(OUT, 'pin-setzen-pin-wrong-twice'),
      keepTraces: false,
    }),
  );
});

journey('bewohnerparkausweis with the real AusweisApp2 in the line', async ({ skip }) => {
  if (!parking) return;
  if (!existsSync('/usr/bin/AusweisApp2') && process.env.CI !== 'true')
    skip('no AusweisApp2 (apt-get install ausweisapp2)');
  judge(
    await runJourney({
      script: parking,
      fault: null,
      viewport: 'landscape',
      eid: { kind: 'real', command: 'AusweisApp2' },
      out: join(OUT, `${parking.service}-real-eid`),
      keepTraces: false,
    }),
  );
});
