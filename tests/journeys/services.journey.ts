import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { findBrowser } from '../../demo/browser.ts';
import type { EidChoice } from '../../demo/demo-site.ts';
import { emptied, type JourneyOptions, type JourneyReport, playJourney, runJourney, SCRIPTS } from './run.ts';
import { meldebescheinigung } from './scripts/meldebescheinigung.ts';
import { pinSetzen } from './scripts/pin-setzen.ts';
import type { Script } from './scripts/script.ts';
import { SharedStacks } from './shared-stacks.ts';

const OUT = join(import.meta.dirname, '../../.data/test-journeys');
const hasBrowser = findBrowser() !== undefined;
if (!hasBrowser && process.env.CI !== 'true')
  process.stderr.write('journeys skipped: no Chromium on this machine (apt-get install chromium)\n');
const stacks = new SharedStacks(emptied(OUT));
afterAll(() => stacks.close());

function judge(report: JourneyReport): void {
  expect(report.problem).toBeNull();
  expect(report.checks.filter(({ ok }) => !ok)).toEqual([]);
  expect(report.ok).toBe(true);
}

/** @param name of the directory for what is left to look at */
async function plays(name: string, script: Script, particular: Partial<JourneyOptions> = {}): Promise<void> {
  const out = emptied(join(OUT, name));
  judge(
    await stacks.use((place) => playJourney(place, { script, fault: null, viewport: 'portrait', out, ...particular })),
  );
}

/** On a stack of its own, which is not like the others. */
async function playsAlone(name: string, script: Script, stack: { eid: EidChoice; isWatched: boolean }): Promise<void> {
  const out = join(OUT, name);
  judge(await runJourney({ script, fault: null, viewport: 'landscape', out, keepTraces: false, ...stack }));
}

const journey = test.skipIf(!hasBrowser && process.env.CI !== 'true').concurrent;

/** Of the services that are walked by their definition: a card and a fee, and a paper that a telephone photographs. */
const SAMPLED = ['strafzettel-widersprechen-phone', 'geburtsurkunde-mit-ausweis'];
/** `npm run journey -- all` plays these, too; here other journeys go the same ways. */
const ALIKE = ['hundesteuer-abmelden', 'oeffnungszeiten', 'gaestebeitrag-melden'];
// The longest first: begun last, one of them would keep everything waiting.
const isPlayed = ({ isGeneric, service }: Script) => (isGeneric ? SAMPLED.includes(service) : !ALIKE.includes(service));
for (const script of SCRIPTS.filter(isPlayed).toSorted((one, other) => (other.patience ?? 0) - (one.patience ?? 0))) {
  journey(
    `${script.service}: the authority holds what was typed, read, scanned and paid (or nothing), and nobody else does`,
    () =>
      // One journey is played as `npm run journey` plays it, with everything on the screen that moves.
      script.service === 'hundesteuer-anmelden'
        ? playsAlone(script.service, script, { eid: { kind: 'simulator' }, isWatched: true })
        : plays(script.service, script, script.service === 'bewohnerparkausweis' ? { fitConnect: 2 } : {}),
    script.patience,
  );
}

const [parking] = SCRIPTS;
for (const fault of parking?.faults ?? []) {
  journey(
    `bewohnerparkausweis with ${fault}: a clear next step, nothing lost, nothing charged without service`,
    async () => {
      // One of them at an authority that reads the older FIT-Connect.
      const older = fault === 'card-declined' ? ({ fitConnect: 1 } as const) : {};
      if (parking) await plays(`${parking.service}-${fault}`, parking, { fault, ...older });
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
  await playsAlone(`${parking.service}-real-eid`, parking, { eid, isWatched: false });
});
