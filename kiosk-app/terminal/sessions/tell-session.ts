import type { WordParts } from '../../../config/words/word-parts.ts';
import type { Closure } from '../commands/closure.ts';
import type { PlaceWatch } from '../configuration/place-watch.ts';
import type { CompoundWords } from '../configuration/words/compound-words.ts';
import type { Deliveries } from '../delivery/deliveries.ts';
import type { TerminalDevices } from '../devices/devices.ts';
import type { HelpDesk } from '../fleet-link/help-desk.ts';
import type { MoneyDesk } from '../money/money.ts';
import type { UsageCounts } from '../store/statistics/usage-counts.ts';
import type { Pair } from './session-processes.ts';
import type { ToldSession } from './told-session.ts';

export interface ToldOf {
  readonly devices: TerminalDevices;
  readonly deliveries: Deliveries;
  readonly money: MoneyDesk;
  readonly help: HelpDesk;
  readonly closure: Closure;
  readonly place: PlaceWatch;
  readonly words: CompoundWords;
  readonly usage: Pick<UsageCounts, 'mostBegun'>;
}

/** As many as the home page of the catalogue can show, and some that may be out of service. */
const MOST_USED = 12;

const mutable = (parts: WordParts) =>
  Object.fromEntries(Object.entries(parts).map(([word, ends]) => [word, [...ends]]));

/** Tells the shown session each change that the other wings report. */
export function tellChanges(told: ToldSession, wings: ToldOf): void {
  const { devices, deliveries, money, help, closure, place, words } = wings;
  devices.onStates(() => told.tell((session) => session.notify('devices', devices.states())));
  devices.onMaintenance((on) => told.tell((session) => session.notify('maintenance', { on })));
  closure.onChange(() => told.tell((session) => session.notify('closed', { texts: closure.texts() })));
  place.onChange(() => told.tell((session) => session.notify('place', place.now())));
  words.onChange(() => told.tell((session) => session.notify('words', { parts: mutable(words.parts()) })));
  devices.onPresence((present) => told.tell((session) => session.notify('presence', { present })));
  deliveries.onPortals((states) => told.tell((session) => session.notify('portals', states)));
  deliveries.onDelivery(({ packageId, sessionId }, delivery) =>
    told.tell((session) => session.notify('submission.delivery', { packageId, delivery }), sessionId),
  );
  money.onBooked(({ packageId, sessionId }) =>
    told.tell((session) => session.notify('payment.online', { packageId, progress: { kind: 'paid' } }), sessionId),
  );
  money.onInterrupted((interrupted) => told.tell((session) => session.notify('interrupted', { interrupted })));
  help.onState((sessionId, state) => told.tell((session) => session.notify('help', { state }), sessionId));
}

/** Tells a session that is shown now how things stand: it was started ahead, and much may have changed since. */
export function tellState(
  { session }: Pair,
  { devices, deliveries, money, closure, place, words, usage }: ToldOf,
): void {
  session.notify('devices', devices.states());
  session.notify('portals', deliveries.states());
  if (devices.isInMaintenance()) session.notify('maintenance', { on: true });
  session.notify('place', place.now());
  session.notify('words', { parts: mutable(words.parts()) });
  session.notify('most-used', { services: [...usage.mostBegun(MOST_USED)] });
  const texts = closure.texts();
  if (texts) session.notify('closed', { texts });
  const interrupted = money.interrupted.now();
  if (interrupted) session.notify('interrupted', { interrupted });
}
