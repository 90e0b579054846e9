import { rmSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { agree, scanWithPhone } from '../journeys/citizens-phone.ts';
import { cleanAgain } from '../journeys/clean-again.ts';
import { handsOf } from '../journeys/device-acts.ts';
import { WILHELMINE } from '../journeys/people.ts';
import { readQr } from '../journeys/read-qr.ts';
import { chooseWay, findService } from '../journeys/scripts/common-steps.ts';
import type { Play } from '../journeys/scripts/script.ts';
import { type Corner, openCorner } from '../wipe/kiosk-stack.ts';

/** Milliseconds, one figure for each visit. */
export interface Identification {
  readonly way: 'card' | 'wallet';
  /** From the touch that agrees to be asked, to what it leads to, painted: the code, or "lay your card". */
  readonly asked: readonly number[];
  /** From the last thing the person does (the telephone posts its answer, the PIN is confirmed) to the greeting, painted. */
  readonly answered: readonly number[];
}

/** Each way, one visit after the other, in the product's own window. */
export async function benchIdentify(visits: number, out: string): Promise<readonly Identification[]> {
  rmSync(out, { recursive: true, force: true });
  const corner = await openCorner({ out, person: WILHELMINE, takesPictures: false });
  try {
    // The first visit loads what every later one finds loaded.
    await byCard(corner);
    await byWallet(corner);
    const figures = { card: [] as Sample[], wallet: [] as Sample[] };
    for (let visit = 0; visit < visits; visit++) {
      figures.wallet.push(await byWallet(corner));
      figures.card.push(await byCard(corner));
    }
    return (['wallet', 'card'] as const).map((way) => ({
      way,
      asked: figures[way].map(({ asked }) => asked),
      answered: figures[way].map(({ answered }) => answered),
    }));
  } finally {
    await corner.close();
  }
}

interface Sample {
  readonly asked: number;
  readonly answered: number;
}

async function byWallet({ stage, window }: Corner): Promise<Sample> {
  const { citizen, person, stack } = stage;
  const play: Play = { stage, hands: handsOf(stage), fault: null, met: () => {} };
  await findService(play, 'bewohnerparkausweis');
  await chooseWay(stage, 'wallet');
  await citizen.see('identify', 'wallet-consent');
  const page = window.page();
  const code = await watchFor(page, '[data-testid="qr"]');
  await citizen.press('intent-consent');
  const asked = await code.sinceTouch();
  let postedAt = Number.NaN;
  const seen = await scanWithPhone(stack.world, person, await readQr(citizen.at('qr')), (input, init) => {
    if (init?.method === 'POST') postedAt = Date.now();
    return fetch(input, init);
  });
  await citizen.see('identify', 'wallet-fetched');
  const greeting = await watchFor(page, '[data-testid="screen-identify"][data-phase="done"]');
  await agree(seen, 'dc+sd-jwt');
  const answered = (await greeting.paintedAt()) - postedAt;
  await leave(play);
  return { asked, answered };
}

async function byCard({ stage, window }: Corner): Promise<Sample> {
  const { citizen, person } = stage;
  const play: Play = { stage, hands: handsOf(stage), fault: null, met: () => {} };
  await findService(play, 'bewohnerparkausweis');
  await chooseWay(stage, 'card');
  await citizen.see('identify', 'consent');
  const page = window.page();
  const insert = await watchFor(page, '[data-testid="screen-identify"][data-phase="insert-card"]');
  await citizen.press('intent-consent');
  const asked = await insert.sinceTouch();
  play.hands.layIdCard();
  await citizen.see('identify', 'enter');
  const greeting = await watchFor(page, '[data-testid="screen-identify"][data-phase="done"]');
  await citizen.enterPin(person.pin);
  const answered = await greeting.sinceTouch();
  await citizen.see('identify', 'take-card');
  play.hands.takeIdCard();
  await leave(play);
  return { asked, answered };
}

async function leave({ stage: { citizen, stack } }: Play): Promise<void> {
  await citizen.see('form', 'person');
  await citizen.press('intent-cancel');
  await citizen.press('intent-confirm-cancel-yes');
  await citizen.see('attract');
  await cleanAgain(stack, []);
}

/** Notes in the page when it was last touched, and when something is painted for the first time. */
async function watchFor(page: Page, selector: string) {
  const watch = await page.evaluateHandle((wanted) => {
    const now = () => performance.timeOrigin + performance.now();
    let touched = Number.NaN;
    document.addEventListener(
      'click',
      () => {
        if (!document.querySelector(wanted)) touched = now();
      },
      true,
    );
    const painted = new Promise<number>((resolve) => {
      const look = () => {
        if (!document.querySelector(wanted)) return;
        observer.disconnect();
        // The second frame begins when the first one was painted.
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(now())));
      };
      const observer = new MutationObserver(look);
      observer.observe(document.body, { childList: true, subtree: true, attributes: true });
    });
    return { painted, touched: () => touched };
  }, selector);
  const paintedAt = () => watch.evaluate(({ painted }) => painted);
  return {
    paintedAt,
    sinceTouch: async () => {
      const at = await paintedAt();
      return at - (await watch.evaluate(({ touched }) => touched()));
    },
  };
}
