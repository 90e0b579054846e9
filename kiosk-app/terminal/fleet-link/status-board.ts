import type { Needs } from '../../../config/schema/needs.ts';
import type { Alert, DeviceReport, StatusReport } from '../../../fleet-link/contract.ts';
import type { Clock } from '../../../foundation/clock.ts';
import { Listeners } from '../../../foundation/listeners.ts';
import type { ShownSession } from './shown-session.ts';

/** What a service is called, as far as the configuration has it in a language of staff. */
export type ServiceTitles = Readonly<NonNullable<StatusReport['services'][number]['titles']>>;

export interface StatusBoardOptions {
  readonly shown: ShownSession;
  readonly version: string;
  readonly startedAt: number;
  readonly timeZone: string;
  readonly clock: Clock;
  readonly devices: () => DeviceReport[];
  /** A technician's card lies on the reader. Left out where there is none. */
  readonly isInMaintenance?: () => boolean;
  readonly portals: () => Readonly<Record<string, 'up' | 'down'>>;
  /** What each needs: which of them can be used now follows from it. */
  readonly services: readonly ({ readonly id: string; readonly titles?: ServiceTitles } & Needs)[];
  readonly outbox: () => { readonly waiting: number; readonly unclear: number };
  readonly counts: () => Record<string, number>;
  readonly alerts: () => readonly Alert[];
  readonly journal: () => StatusReport['journal'];
}

/** What the hub may know of this terminal now: states, counts, the name of the step. */
export class StatusBoard {
  readonly #options: StatusBoardOptions;
  readonly #listeners = new Listeners();

  constructor(options: StatusBoardOptions) {
    this.#options = options;
    options.shown.onChange(() => this.changed());
  }

  /** Something that is reported is another than before. */
  changed(): void {
    this.#listeners.tell();
  }

  onChange(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  #mode(): StatusReport['mode'] {
    const { shown, isInMaintenance } = this.#options;
    // A person who was being served when maintenance began is served to the end.
    if (isInMaintenance?.() && shown.isIdle()) return 'maintenance';
    return shown.step === 'out-of-service' || shown.step === 'starting' ? 'out-of-service' : 'in-service';
  }

  report(): StatusReport {
    const { shown, version, startedAt, timeZone, clock, devices, portals, services, outbox, counts, alerts, journal } =
      this.#options;
    return {
      at: clock.now(),
      timeZone,
      software: { version, startedAt },
      step: shown.step,
      serviceId: shown.serviceId,
      mode: this.#mode(),
      devices: devices(),
      cardLeft: shown.isCardLeft,
      portals: { ...portals() },
      services: services.map(({ id, devices, portals, wished, titles }) => ({
        id,
        devices: [...devices],
        portals: [...portals],
        wished: [...wished],
        ...(titles && { titles: { ...titles } }),
      })),
      outbox: outbox(),
      counts: counts(),
      alerts: [...alerts()],
      journal: journal(),
    };
  }
}
