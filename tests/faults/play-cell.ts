import { systemClock } from '../../foundation/clock.ts';
import { Bug, Refusal } from '../../foundation/errors.ts';
import type { Cell, Scene } from './cell.ts';
import { DELAYS } from './delays.ts';
import type { Corner } from './fault-stack.ts';
import type { Sight } from './read-screen.ts';
import { habitsOf, type Purse } from './usual-acts.ts';
import type { Act, Habits, Visitor } from './visitor.ts';

export interface CellReport {
  readonly device: string;
  readonly fault: string;
  readonly service: string;
  readonly step: string;
  readonly sees: string;
  /** German title on that screen, and what stands beside it. */
  readonly title: string;
  readonly message: string;
  readonly seenAfterMs: number | null;
  readonly technician: string;
  readonly recovered: string;
  readonly outcome: string;
  readonly charged: number;
  readonly trail: Visitor['trail'];
  readonly ms: number;
  /** Why the cell is undefined or an invariant does not hold; empty: it is as it must be. */
  readonly problems: readonly string[];
  /** The corner can be used for the next cell. */
  readonly isClean: boolean;
}

const KIND = {
  payment: 'payment',
  eid: 'eid',
  'receipt-printer': 'receipt-printer',
  scanner: 'scanner',
  'code-reader': 'code-reader',
  'page-printer': 'page-printer',
  keypad: 'keypad',
  presence: 'presence',
} as const;

/** Plays one cell on a clean corner and leaves it clean again. Never throws for what went wrong in the cell. */
export async function playCell(corner: Corner, cell: Cell): Promise<CellReport> {
  const clock = systemClock;
  const began = clock.monotonic();
  const { visitor } = corner;
  const { world } = corner.stage.stack;
  const plain = corner.purse();
  const purse: Purse = {
    ...plain,
    ...(cell.card && { card: cell.card(plain.card) }),
    ...(cell.device === 'wallet' && { way: 'wallet' }),
  };
  const undo: (() => void)[] = [];
  const undoNow = () => {
    for (const how of undo.splice(0)) how();
  };
  const scene: Scene = { corner, world, visitor, purse, undo: (how) => void undo.push(how), undoNow };
  const usual = {
    ...habitsOf(visitor, world, cell.service, purse),
    ...(cell.paysByPhone && { 'pay/ready': async () => void (await visitor.press('intent-pay-online')) }),
  };
  const before = { bookings: bookings(corner), cases: world.portal.cases().length };
  const problems: string[] = [];
  let sight: Sight | null = null;
  let seenAfterMs: number | null = null;
  let technician = '';
  let outcome = 'undefined';
  /** The fault was over, and still the citizen had to do something that nobody does otherwise. */
  let hasHelped = false;
  visitor.beginTrail();
  // At its usual tempo that screen stands for less time than a busy machine takes for two looks at it.
  if (cell.at === 'pay/running:authorising')
    undo.push(world.payment.behave({ kind: 'slow-host', ms: DELAYS.bankTakes, times: 1 }));
  try {
    await visitor.walk([cell.at], usual, DELAYS.reach);
    visitor.beginTrail();
    const struck = clock.monotonic();
    await cell.strike(scene);
    if (cell.sees.length > 0) {
      sight = await visitor.walk(
        cell.sees,
        withFirst(cell.meanwhile?.(scene) ?? {}, usual),
        cell.within ?? DELAYS.soon,
        [...DEAD_ENDS, ...(cell.neverFirst ?? [])].filter((name) => !cell.sees.includes(name)),
      );
      seenAfterMs = Math.round(clock.monotonic() - struck);
    }
    technician = await ask(corner, cell, problems);
    await cell.lift?.(scene);
    if (cell.recovery.by !== 'itself' && !(await visitor.press(...cell.recovery.press)))
      throw new Refusal('no-button', `${cell.recovery.press.join(' or ')} at ${(await visitor.look()).where}`);
    if (cell.end === 'finished') {
      const particular = Object.entries(cell.afterwards?.(scene) ?? {}).map(([name, act]) => {
        const watched: Act = async (seen) => {
          const did = await act(seen);
          hasHelped ||= did !== false;
          return did;
        };
        return [name, watched] as const;
      });
      const onward = withFirst(Object.fromEntries(particular), usual);
      await visitor.walk(['farewell'], onward, DELAYS.toTheEnd);
      await visitor.walk(['attract'], usual, DELAYS.leave);
      outcome = 'finished';
    } else if (cell.end === 'told') {
      await told(scene, cell.afterwards?.(scene) ?? {});
      outcome = 'told, with receipt';
    } else {
      await leave(visitor);
      outcome = 'ended cleanly';
    }
  } catch (thrown) {
    problems.push(describe(thrown));
  }

  const charged = await settled(corner, cell, before, problems);
  let isClean = true;
  try {
    if (outcome === 'undefined') await leave(visitor).catch(() => corner.killSession());
    await corner.clean(undo);
    await visitor.walk(['attract'], {}, DELAYS.leave);
  } catch (thrown) {
    isClean = false;
    problems.push(describe(thrown));
  }
  const leaks = corner.leaks(false);
  if (leaks.length > 0) problems.push(`leak: ${leaks.join(', ')}`);
  return {
    device: cell.device,
    fault: cell.fault,
    service: cell.service,
    step: cell.at,
    sees: sight?.where ?? (cell.sees.length === 0 ? 'notices nothing' : 'undefined'),
    title: sight?.title ?? '',
    message: sight?.message ?? '',
    seenAfterMs,
    technician,
    recovered: cell.recovery.by === 'itself' && hasHelped ? 'retry' : cell.recovery.by,
    outcome,
    charged,
    trail: visitor.trail,
    ms: Math.round(clock.monotonic() - began),
    problems,
    isClean,
  };
}

/** The citizen who is told of a payment that a crash interrupted takes its receipt along. @throws Refusal `world` */
async function told({ visitor, world }: Scene, particular: Habits): Promise<void> {
  const habits: Habits = {
    ...particular,
    'interrupted/paid:printed': async () => void (await visitor.press('intent-finish')),
  };
  await visitor.walk(['interrupted/paid:printed'], habits, DELAYS.toTheEnd, ['attract']);
  // The paper in the tray is drawn a moment after the printer has said that it is out.
  const receipts = () => world.printer.papers().filter(({ torn }) => !torn).length;
  await visitor.until('the receipt lies in the tray', () => receipts() > 0, DELAYS.soon);
  await visitor.walk(['attract'], habits, DELAYS.leave);
  if (receipts() !== 1) throw new Refusal('world', `${receipts()} whole receipts, expected 1`);
}

/** Screens after which nothing more can come: standing there means the awaited one was passed. */
const DEAD_ENDS = ['farewell', 'problem/internal', 'pay/unclear'];

const withFirst = (first: Habits, rest: Habits): Habits => ({
  ...first,
  ...Object.fromEntries(Object.entries(rest).filter(([name]) => !(name in first))),
});

const bookings = ({ stage: { stack } }: Corner) =>
  stack.world.payment.ledger().filter(({ kind, reversed }) => kind === 'authorisation' && !reversed).length +
  stack.world.payments.paid().length;

async function ask(corner: Corner, cell: Cell, problems: string[]): Promise<string> {
  const { technician, visitor } = corner;
  const kind = cell.technician?.kind ?? (cell.device in KIND ? KIND[cell.device as keyof typeof KIND] : null);
  let said = '';
  const want = cell.technician?.sees;
  if (kind === null) {
    // A portal found down while a submission was prepared is told at once; one found by a delivery waits for its probe.
    if (cell.technicianSeesPortalDown) {
      const isTold = async () => Object.values((await technician.status())?.portals ?? {}).includes('down');
      await visitor
        .until('told', isTold, DELAYS.technician)
        .catch(() => problems.push('technician sees no portal down'));
    }
    const status = await technician.status();
    if (!status) return 'terminal or hub away';
    const down = Object.entries(status.portals).filter(([, state]) => state === 'down').length;
    return `${status.mode}, ${down === 0 ? 'portals up' : `${down} services' portal down`}, ${status.outbox.waiting} waiting`;
  }
  try {
    await visitor.until(
      'the technician sees it',
      async () => {
        said = await technician.device(kind);
        return !want || want.test(said);
      },
      DELAYS.technician,
    );
  } catch {
    problems.push(`technician sees "${said}", not ${want}`);
  }
  return said;
}

/** Charged at most once; what is charged is delivered; what is not charged is not delivered as paid. */
async function settled(
  corner: Corner,
  cell: Cell,
  before: { readonly bookings: number; readonly cases: number },
  problems: string[],
): Promise<number> {
  const { visitor, stage } = corner;
  const { portal } = stage.stack.world;
  const free = cell.service === 'hundesteuer-anmelden';
  const want = cell.charged ?? (cell.end === 'finished' && !free ? 1 : 0);
  const delivered = cell.end === 'finished' || want === 1 ? 1 : 0;
  if (delivered === 1) {
    // The portal may still be down or slow: what is kept must arrive once it is back.
    portal.setDown(false);
    portal.setSlow(0);
    try {
      await visitor.until(
        'the authority has decided',
        () =>
          portal.cases().length > before.cases &&
          portal.cases().every(({ state }) => state === 'accepted' || state === 'rejected'),
        DELAYS.delivered,
      );
    } catch {
      problems.push('not delivered: the authority has no decided case');
    }
  }
  const charged = bookings(corner) - before.bookings;
  const cases = portal.cases().length - before.cases;
  if (charged > 1) problems.push(`charged ${charged} times`);
  if (charged !== want) problems.push(`charged ${charged}, expected ${want}`);
  if (charged === 1 && cases === 0) problems.push('charged without delivery');
  if (cases > delivered) problems.push(`${cases} cases at the authority, expected ${delivered}`);
  return charged;
}

/**
 * One visit without any fault: a corner in which that fails proves nothing. It also leaves a payment behind: what a card
 * device answers that has never booked one is a case of its own (device-drivers/payment/transactions/matching.ts, `no-status`).
 */
export async function plainVisit(corner: Corner): Promise<void> {
  const habits = habitsOf(corner.visitor, corner.stage.stack.world, 'bescheid-bezahlen', corner.purse());
  await corner.visitor.walk(['farewell'], habits, DELAYS.toTheEnd);
  await corner.visitor.walk(['attract'], habits, DELAYS.leave);
  await corner.clean([]);
}

/** Most particular first: a dialog covers the buttons below it. */
const WAYS_OUT = [
  'intent-uncover',
  'intent-confirm-cancel-yes',
  'intent-no-eid-not-activated',
  'close-sheet',
  'intent-finish',
  'intent-cancel',
  'intent-continue',
] as const;

/** As a citizen who has had enough: whatever button leads out, until the screen is free. */
export async function leave(visitor: Visitor): Promise<void> {
  const out = async () => {
    if (!(await visitor.press(...WAYS_OUT)))
      throw new Refusal('no-button', `no way out of ${(await visitor.look()).where}`);
  };
  await visitor.walk(['attract'], { none: () => {}, standby: () => {}, wiping: () => {}, '*': out }, DELAYS.leave);
}

function describe(thrown: unknown): string {
  if (thrown instanceof Refusal) return thrown.message;
  if (thrown instanceof Bug) throw thrown;
  return thrown instanceof Error ? (thrown.message.split('\n')[0] ?? thrown.name) : 'unknown';
}
