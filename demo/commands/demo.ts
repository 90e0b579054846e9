import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { systemClock } from '../../foundation/clock.ts';
import { Refusal, reasonOf } from '../../foundation/errors.ts';
import { lockDirectory } from '../../kiosk-app/terminal/store/database.ts';
import { findBrowser } from '../browser.ts';
import { hubDoor } from '../desk/hub-door.ts';
import { startFleet } from '../fleet/start-fleet.ts';
import { choosePorts } from '../ports.ts';
import { startStack } from '../stack.ts';
import type { PhoneDoor } from '../wallet/phone-door.ts';

/**
 * `npm run demo`: everything on this machine. Options: `--scanner simulator|sane` (SANE's own test backend, which draws
 * patterns instead of papers), `--no-window`, `--data DIR`,
 * `--close-at HH:MM` (closes the payment terminal's day then; see docs/treasury.md),
 * `--phone-url https://NAME:PORT --phone-tls-cert FILE --phone-tls-key FILE [--phone-ca FILE]` (telephones of this network
 * reach the relay; see docs/phone-relay.md),
 * `--fleet N` (simulated terminals beside the real one, 40 at most; 0: none).
 * Ctrl-C ends everything it started.
 */
const ROOT = join(import.meta.dirname, '../..');
const MOST_TERMINALS = 40;
const began = performance.now();
const { values } = parseArgs({
  options: {
    scanner: { type: 'string', default: 'simulator' },
    'close-at': { type: 'string' },
    'no-window': { type: 'boolean', default: false },
    fleet: { type: 'string', default: '40' },
    'phone-url': { type: 'string' },
    'phone-tls-cert': { type: 'string' },
    'phone-tls-key': { type: 'string' },
    'phone-ca': { type: 'string' },
    data: { type: 'string', default: join(ROOT, '.data/demo') },
  },
});

const say = (text: string) => console.log(text);
const claim = claimData(values.data);
const window = values['no-window'] ? null : kioskWindow();

const ports = await choosePorts('preferred', (name, wanted, got) =>
  say(`Port ${wanted} (${name}) is in use by another program, taking ${got}.`),
);

let isEnding = false;
const onDeath = (name: string, how: string) => {
  if (!isEnding)
    say(`${name} ended (${how}); it is being started again. Its output: ${join(values.data, 'logs', `${name}.out`)}`);
};
try {
  const stack = await startStack({
    hasWallet: true,
    directory: values.data,
    keyDirectory: join(ROOT, '.cache/demo-keys'),
    ports,
    scanner: values.scanner === 'sane' ? 'sane' : 'simulator',
    eid: { kind: 'simulator' },
    window,
    pace: 1,
    closeAt: values['close-at'],
    phoneDoor: phoneDoor(),
    clock: systemClock,
    onDeath,
  });
  const { links } = stack;
  say('');
  say(
    `  Demo               ${links.desk}   the terminal, and the counter in front of it: cards, paper, scanner, cables`,
  );
  say(`  Citizen screen     ${links.screen}   the same screen alone, as large as its window`);
  say(`  Authority's inbox  ${links.inbox}   what arrives there, decrypted`);
  say(`  Hub                ${hubDoor(links.desk)}   signs in by itself: terminals, devices, versions`);
  say('');
  say(
    window ? `The citizen screen opens in a kiosk window (${window}).` : 'No display here: open the demo in a browser.',
  );
  say(`Ready after ${((performance.now() - began) / 1000).toFixed(1)} s. Ctrl-C ends everything.`);
  const terminals = Math.min(MOST_TERMINALS, Math.max(0, Number(values.fleet) || 0));
  const fleet =
    terminals === 0
      ? null
      : startFleet({ directory: values.data, terminals, hasOffice: true, clock: systemClock, onDeath });
  if (fleet) {
    say(`${terminals} simulated terminals come into the hub now, with a year of invented counts.`);
    say('Type h and Enter: somebody at one of them calls for help.');
    createInterface({ input: process.stdin }).on('line', (line) => line.trim() === 'h' && fleet.signal('SIGUSR2'));
  }
  const end = () => {
    if (isEnding) return;
    isEnding = true;
    say('\nEnding …');
    void Promise.all([fleet?.stop(), stack.stop()]).then(() => {
      claim.release();
      process.exit(0);
    });
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
} catch (thrown) {
  say(
    `The demo did not start: ${reasonOf(thrown)}${thrown instanceof Error ? ` (${thrown.message})` : ''}. Logs: ${join(values.data, 'logs')}`,
  );
  process.exit(1);
}

function phoneDoor(): PhoneDoor | undefined {
  const { 'phone-url': url, 'phone-tls-cert': certFile, 'phone-tls-key': keyFile, 'phone-ca': caFile = null } = values;
  if (url === undefined) return undefined;
  if (certFile === undefined || keyFile === undefined) throw new Refusal('phone-door', 'no certificate or no key');
  return { url, certFile, keyFile, caFile };
}

/** Two demos on the same data would write over each other's site file, and the second terminal would refuse to start. */
function claimData(directory: string): { release(): void } {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  try {
    return lockDirectory(join(directory, 'demo-lock.db'));
  } catch (thrown) {
    if (reasonOf(thrown) !== 'already-running') throw thrown;
    say(`A demo is already running on ${directory}. End it there with Ctrl-C, or start this one with --data DIR.`);
    process.exit(1);
  }
}

/** Electron if its binary is there, else Chromium, else nothing; and only where there is a display. */
function kioskWindow(): 'electron' | 'chromium' | null {
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return null;
  if (existsSync(join(ROOT, 'node_modules/electron/dist/electron'))) return 'electron';
  return findBrowser() ? 'chromium' : null;
}
