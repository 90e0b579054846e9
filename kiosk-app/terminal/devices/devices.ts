import type { SiteDefinition } from '../../../config/schema/site.ts';
import type { DeviceHealth, DeviceKind } from '../../../device-drivers/contract.ts';
import { configuredDevices } from '../../../device-drivers/registry.ts';
import type { DeviceReport } from '../../../fleet-link/contract.ts';
import type { Clock } from '../../../foundation/clock.ts';
import { Listeners } from '../../../foundation/listeners.ts';
import type { DeviceStates } from '../../channel/terminal/start.ts';
import type { TerminalDelays } from '../configuration/delays.ts';
import type { Bookkeeping } from '../store/bookkeeping.ts';
import { HealthBoard } from './health-board.ts';
import { watchKeyboards } from './keyboards/keyboard-watch.ts';
import { createMaintenance } from './maintenance.ts';
import type { OwnDevices } from './own-devices.ts';
import { paperMeters } from './paper-meters.ts';
import { watchPresence } from './presence-watch.ts';
import { createPrintDesk, type PrintDesk } from './printing.ts';

export interface DevicesOptions {
  readonly own: OwnDevices;
  readonly site: SiteDefinition;
  readonly bookkeeping: Bookkeeping;
  /** Whether nobody is being served, and when that may have changed. */
  readonly service: { isIdle(): boolean; onChange(listener: () => void): () => void };
  readonly delays: TerminalDelays;
  readonly clock: Clock;
}

/** All devices of the site: their health, printing, the presence sensor and the technician card. */
export interface TerminalDevices {
  readonly own: OwnDevices;
  readonly printing: PrintDesk;
  /** As sessions see them: usable or not, and why; `null` for what the place does not have. */
  states(): DeviceStates;
  /** As the hub gets them. */
  reports(): DeviceReport[];
  /** For the hub, in millimetres of paper. */
  meters(): Record<string, number>;
  /** A technician's card lies on the reader. */
  isInMaintenance(): boolean;
  /** Takes a message of an attended-device host. */
  heard(kind: DeviceKind, health: DeviceHealth): void;
  /** `states()` may have changed. */
  onStates(listener: () => void): () => void;
  /** Maintenance began or ended, or the reader's health changed. */
  onMaintenance(listener: (isOn: boolean) => void): () => void;
  onPresence(listener: (isPresent: boolean) => void): () => void;
  /** Anything of `reports()` or `isInMaintenance()` has changed. */
  onChange(listener: () => void): () => void;
  /** Payment terminal and printer; a second call does nothing. */
  open(): void;
  /** Presence sensor, technician's reader, keyboards that do not belong here. */
  watch(): void;
  close(): Promise<void>;
}

/** @throws Refusal `bad-technician-key` */
export function createDevices(options: DevicesOptions): TerminalDevices {
  const { own, site, bookkeeping, service, delays, clock } = options;
  const { alerts, journal, statistics, log } = bookkeeping.books;
  const states = new Listeners();
  const maintained = new Listeners<[isOn: boolean]>();
  const presences = new Listeners<[isPresent: boolean]>();
  const changed = new Listeners();
  const statesChanged = () => {
    states.tell();
    changed.tell();
  };
  const health = new HealthBoard({
    payment: own.payment,
    printer: own.printer,
    attended: configuredDevices(site.devices)
      .filter(({ process }) => process === 'attended')
      .map(({ kind }) => kind),
    delays,
    clock,
    log,
    onChange: statesChanged,
  });
  bookkeeping.onStorage(statesChanged);
  const maintenance = own.smartCard
    ? createMaintenance({
        reader: own.smartCard,
        technicians: site.technicians,
        terminalId: site.terminalId,
        isIdle: () => service.isIdle(),
        onChange: (isOn) => {
          maintained.tell(isOn);
          changed.tell();
        },
        statistics,
        clock,
        log,
      })
    : null;
  const presence = watchPresence(own.presence ?? null, {
    tell: (isPresent) => presences.tell(isPresent),
    onChange: () => changed.tell(),
  });
  let endKeyboards = () => {};
  return {
    own,
    printing: createPrintDesk({ printer: own.printer, journal, statistics, delays, clock, log }),
    states() {
      const found = health.states();
      // While disk space is low no payment is taken, because its outcome could not be written.
      return found.payment && bookkeeping.isStorageLow()
        ? { ...found, payment: { usable: false, reason: 'storage-low' } }
        : found;
    },
    reports: () => [...health.reports(), ...(maintenance?.reports() ?? []), ...presence.reports()],
    meters: () => paperMeters(own, site.devices),
    isInMaintenance: () => maintenance?.isOn() ?? false,
    heard: (kind, state) => health.heard(kind, state),
    onStates: (listener) => states.add(listener),
    onMaintenance: (listener) => maintained.add(listener),
    onPresence: (listener) => presences.add(listener),
    onChange: (listener) => changed.add(listener),
    open: () => health.open(),
    watch() {
      presence.open();
      endKeyboards = watchKeyboards({ site, alerts, onChange: () => changed.tell(), delays, clock, log });
      if (!maintenance) return;
      service.onChange(() => maintenance.idleChanged());
      maintenance.open();
    },
    async close() {
      endKeyboards();
      await maintenance?.close();
      await presence.close();
      await health.close();
    },
  };
}
