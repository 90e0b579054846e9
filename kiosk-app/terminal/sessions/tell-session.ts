import type { Closure } from '../commands/closure.ts';
import type { PlaceWatch } from '../configuration/place-watch.ts';
import type { Deliveries } from '../delivery/deliveries.ts';
import type { TerminalDevices } from '../devices/devices.ts';
import type { HelpDesk } from '../fleet-link/help-desk.ts';
import type { MoneyDesk } from '../money/money.ts';
import type { Pair } from './session-processes.ts';
import type { ToldSession } from './told-session.ts';

export interface ToldOf {
  readonly devices: TerminalDevices;
  readonly deliveries: Deliveries;
  readonly money: MoneyDesk;
  readonly help: HelpDesk;
  readonly closure: Closure;
  readonly place: PlaceWatch;
}

/** Tells the shown session each change that the other wings report. */
export function tellChanges(told: ToldSession, { devices, deliveries, money, help, closure, place }: ToldOf): void {
  devices.onStates(() => told.tell((session) => session.notify('devices', devices.states())));
  devices.onMaintenance((on) => told.tell((session) => session.notify('maintenance', { on })));
  closure.onChange(() => told.tell((session) => session.notify('closed', { texts: closure.texts() })));
  place.onChange(() => told.tell((session) => session.notify('place', place.now())));
  devices.onPresence((present) => told.tell((session) => session.notify('presence', { present })));
  deliveries.onPortals((states) => told.tell((session) => session.notify('portals', states)));
  deliveries.onDelivery(({ packageId, sessionId }, delivery) =>
    told.tell((session) => session.notify('submission.delivery', { packageId, delivery }), sessionId),
  );
  money.onInterrupted((interrupted) => told.tell((session) => session.notify('interrupted', { interrupted })));
  help.onState((sessionId, state) => told.tell((session) => session.notify('help', { state }), sessionId));
}

/** Tells a session that is shown now how things stand: it was started ahead, and much may have changed since. */
export function tellState({ session }: Pair, { devices, deliveries, money, closure, place }: ToldOf): void {
  session.notify('devices', devices.states());
  session.notify('portals', deliveries.states());
  if (devices.isInMaintenance()) session.notify('maintenance', { on: true });
  session.notify('place', place.now());
  const texts = closure.texts();
  if (texts) session.notify('closed', { texts });
  const interrupted = money.interrupted.now();
  if (interrupted) session.notify('interrupted', { interrupted });
}
