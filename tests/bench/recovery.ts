import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parkingTicket } from '../../demo/bills.ts';
import { Bug } from '../../foundation/errors.ts';
import { FRESH } from '../../kiosk-app/ui/touch/touch-readiness.ts';
import { processes } from '../faults/processes.ts';
import { handsOf } from '../journeys/device-acts.ts';
import { WILHELMINE } from '../journeys/people.ts';
import { findService } from '../journeys/scripts/common-steps.ts';
import { type Corner, openCorner } from '../wipe/kiosk-stack.ts';
import { descendants } from '../wipe/processes.ts';

/** Milliseconds since the kill at which each was there; the later ones contain the earlier. */
export interface Recovery {
  /** The next process of the terminal runs: the restart delay. */
  readonly started: number;
  /** It has loaded its code, opened its books and its door for the window: the terminal's own part. */
  readonly terminal: number;
  /** The window has found it. */
  readonly attached: number;
  /** The next session's processes are up. */
  readonly session: number;
  /** The screen is drawn. */
  readonly drawn: number;
  /** And has answered a touch. */
  readonly usable: number;
}
export const PARTS = ['started', 'terminal', 'attached', 'session', 'drawn', 'usable'] as const;

/** Kills the terminal while a citizen stands before the payment; each time a corner of its own, with empty books. */
export async function benchRecovery(runs: number, out: string): Promise<readonly Recovery[]> {
  const found: Recovery[] = [];
  for (let run = 1; run <= runs; run++) {
    const directory = join(out, String(run));
    rmSync(directory, { recursive: true, force: true });
    const corner = await openCorner({ out: directory, person: WILHELMINE, takesPictures: false });
    try {
      found.push(await killWhilePaying(corner));
    } finally {
      await corner.close();
    }
  }
  return found;
}

async function killWhilePaying(corner: Corner): Promise<Recovery> {
  const { stage, window } = corner;
  const { citizen, stack } = stage;
  const play = { stage, hands: handsOf(stage), fault: null, met: () => {} };
  // Somebody was there before: a terminal that was never used has no compiled code to start from.
  await findService(play, 'bescheid-bezahlen');
  await citizen.press('intent-cancel');
  await citizen.press('intent-confirm-cancel-yes');
  await citizen.see('attract');
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  await findService(play, 'bescheid-bezahlen');
  const { world } = stack;
  const reference = `VW-2026-${String(Date.now()).slice(-4)}-4`;
  world.bills.put(parkingTicket(reference, 2500));
  await citizen.see('bill', 'idle');
  await citizen.type('reference', reference);
  await citizen.press('intent-continue');
  await citizen.see('bill', 'found');
  await citizen.press('intent-continue');
  await citizen.see('review', 'open');
  await citizen.press('intent-confirm');
  await citizen.see('pay', 'ready');
  await citizen.press('intent-pay');
  await stage.until('the payment terminal asks for a card', () => world.payment.state().waitingFor === 'card');
  // A citizen has stood there for a while: the next browser waits already.
  await new Promise((resolve) => setTimeout(resolve, 4_000));
  await window.meet();

  const log = join(stage.traces, 'stack/terminal/logs/terminal.log');
  const seen = readFileSync(log).length;
  const victim = terminalProcess();
  const page = window.page();
  const gone = new Promise<void>((resolve) => page.once('close', () => resolve()));
  const killedAt = Date.now();
  process.kill(victim, 'SIGKILL');
  const started = await startOf(victim, killedAt);
  await gone;
  const shown = await window.find();
  const screen = shown.locator('[data-testid="screen-attract"], [data-testid="screen-interrupted"]');
  await screen.waitFor({ state: 'visible', timeout: 30_000 });
  const drawn = Date.now() - killedAt;
  // Something that can be pressed, and it does what it says: the next screen comes, or the words in another language.
  const before = (await shown.locator('body').textContent()) ?? '';
  await shown.locator(`button[data-testid^="intent-"]:visible:not([disabled], [${FRESH}])`).last().click();
  await shown.waitForFunction((text) => document.body.textContent !== text, before, { polling: 10, timeout: 30_000 });
  const usable = Date.now() - killedAt;
  const lines = readFileSync(log).subarray(seen).toString('utf8').split('\n').filter(Boolean);
  const at = (event: string) => {
    const line = lines.map((text) => JSON.parse(text) as { at: string; event: string }).find((l) => l.event === event);
    return line ? Date.parse(line.at) - killedAt : Number.NaN;
  };
  return {
    started,
    terminal: at('terminal.started'),
    attached: at('shell.attached'),
    session: at('session.shown'),
    drawn,
    usable,
  };
}

function terminalProcess(): number {
  const found = descendants(process.pid).find(({ command }) => command.includes('kiosk-app/terminal/main.ts'));
  if (!found) throw new Bug('no terminal');
  return found.pid;
}

/** When the successor of `before` appeared, in milliseconds since `killedAt`. */
async function startOf(before: number, killedAt: number): Promise<number> {
  for (;;) {
    const now = processes().find(
      ({ pid, parent, command }) =>
        pid !== before && parent === process.pid && command.includes('kiosk-app/terminal/main.ts'),
    );
    if (now) return Date.now() - killedAt;
    // Not oftener: the same process starts the terminal again, and looking costs it.
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
