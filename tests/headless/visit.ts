import type { ReceiptScreen } from '../../kiosk-app/session/contract/screens/receipt.ts';
import type { Snapshot } from '../../kiosk-app/session/contract/snapshot.ts';
import { WILHELMINE } from '../journeys/people.ts';
import { DELAYS } from './delays.ts';
import { where } from './screen-name.ts';
import { habitOf } from './usual-intents.ts';
import type { Place, Wishes } from './visit-options.ts';

export interface Visit {
  readonly service: string;
  /**
   * `finished`: the next citizen's screen stands there · `lost`: screen or session went away in the middle ·
   * `stuck`: nothing moved any more · `stopped`: by the signal
   */
  readonly end: 'finished' | 'lost' | 'stuck' | 'stopped';
  /** The last screen of this visit. */
  readonly last: string;
  /** Screens in order with milliseconds since the first touch. */
  readonly trail: readonly { readonly where: string; readonly at: number }[];
  readonly ms: number;
  /** What the screen said at the end, if it got so far. */
  readonly receipt: Pick<ReceiptScreen, 'delivery' | 'paid'> | null;
  /** The screen said so. */
  readonly saidPaid: boolean;
  /** How often the bank card was held to a payment terminal that waited for one. */
  readonly taps: number;
}

/** Plays one visit by habit: on every screen the obvious, until the screen is free again. */
export function play(place: Place, service: string, wishes: Wishes): Promise<Visit> {
  const { screen, world, clock } = place;
  const trail: { where: string; at: number }[] = [];
  let session: string | null = null;
  let receipt: Visit['receipt'] = null;
  let saidPaid = false;
  let taps = 0;
  const tap = () => {
    if (world.payment.tapCard(wishes.card ?? 'approved')) taps++;
  };
  let began = clock.monotonic();
  let moved = began;
  let acted = { on: '', at: Number.NEGATIVE_INFINITY };
  const { promise, resolve } = Promise.withResolvers<Visit>();
  const visit = { service, tap, wishes: { ...wishes, person: wishes.person ?? WILHELMINE } };
  for (const bill of [...(wishes.bill ? [wishes.bill] : []), ...(wishes.moreBills ?? [])]) world.bills.put(bill);
  let isOver = false;

  function end(how: Visit['end']): void {
    if (isOver) return;
    isOver = true;
    stop();
    stopWorld();
    clock.clearTimeout(timer);
    world.ausweisApp.removeCard();
    world.scanner.removeDocument();
    if (!wishes.leavesPaper) for (const { id } of world.printer.papers()) world.printer.takePaper(id);
    const ms = Math.round(clock.monotonic() - began);
    resolve({ service, end: how, last: trail.at(-1)?.where ?? 'none', trail, ms, receipt, saidPaid, taps });
  }

  function look(): void {
    if (isOver) return;
    const { snapshot } = screen;
    const now = clock.monotonic();
    if (session !== null && screen.session !== session) {
      // The wipe takes the screen away, too: only a farewell makes it a good end.
      end(isLeaving(trail.at(-1)?.where) ? 'finished' : 'lost');
    } else if (now - moved > DELAYS.standStill) end('stuck');
    else if (snapshot !== null) see(snapshot, now);
  }

  function see(snapshot: Snapshot, now: number): void {
    const here = where(snapshot.screen);
    if (session === null) {
      if (here === 'interrupted') act(snapshot, here, now);
      if (here !== 'attract') return;
      session = screen.session;
      began = now;
    }
    if (trail.at(-1)?.where !== here) {
      trail.push({ where: here, at: Math.round(now - began) });
      moved = now;
      wishes.onScreen?.(here);
      if (isOver) return;
    }
    remember(snapshot);
    act(snapshot, here, now);
  }

  function remember({ screen: shown }: Snapshot): void {
    if (shown.kind === 'pay' && shown.phase.kind === 'paid') saidPaid = true;
    if (shown.kind !== 'receipt') return;
    receipt = { delivery: shown.delivery, paid: shown.paid };
    if (shown.paid) saidPaid = true;
  }

  function act(snapshot: Snapshot, here: string, now: number): void {
    const intended = wishes.instead?.[here];
    if (intended === null) return;
    const habit = intended ? { key: '', act: () => screen.send(intended) } : habitOf(snapshot, visit, place);
    if (!habit) return;
    const key = [snapshot.screenId, here, snapshot.overlay?.kind, habit.key].join('|');
    if (acted.on === key && now - acted.at < DELAYS.pressAgain) return;
    acted = { on: key, at: now };
    habit.act();
  }

  function watch(): void {
    look();
    if (!isOver) timer = clock.setTimeout(watch, DELAYS.lookEvery);
  }
  const stop = screen.onChange(look);
  const stopWorld = world.payment.onChange(look);
  wishes.signal?.addEventListener('abort', () => end('stopped'), { once: true });
  let timer = clock.setTimeout(watch, 0);
  return promise;
}

const isLeaving = (last: string | undefined): boolean => last === 'farewell' || last === 'wiping' || last === 'attract';
