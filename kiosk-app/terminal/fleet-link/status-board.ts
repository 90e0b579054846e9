import type { Needs } from '../../../config/schema/needs.ts';
import type { Alert, DeviceReport, StatusReport } from '../../../fleet-link/contract.ts';
import type { Clock } from '../../../foundation/clock.ts';
import { Listeners } from '../../../foundation/listeners.ts';

export interface StatusBoardOptions {
  readonly version: string;
  readonly startedAt: number;
  readonly timeZone: string;
  readonly clock: Clock;
  readonly devices: () => DeviceReport[];
  /** A technician's card lies on the reader. Left out where there is none. */
  readonly isInMaintenance?: () => boolean;
  readonly portals: () => Readonly<Record<string, 'up' | 'down'>>;
  /** What each needs: which of them can be used now follows from it. */
  readonly services: readonly ({ readonly id: string } & Needs)[];
  readonly outbox: () => { readonly waiting: number; readonly unclear: number };
  readonly counts: () => Record<string, number>;
  readonly alerts: () => readonly Alert[];
  readonly journal: () => StatusReport['journal'];
}

/** What the hub may know of this terminal now: states, counts, the name of the step. */
export class StatusBoard {
  readonly #options: StatusBoardOptions;
  readonly #listeners = new Listeners();
  #step = 'starting';
  #serviceId: string | null = null;
  #isCardLeft = false;

  constructor(options: StatusBoardOptions) {
    this.#options = options;
  }

  step(step: string, serviceId: string | null): void {
    this.#step = step;
    this.#serviceId = serviceId;
    this.changed();
  }

  /** As the session says that is shown; what the one before said stands until then. */
  cardLeft(left: boolean): void {
    if (left === this.#isCardLeft) return;
    this.#isCardLeft = left;
    this.changed();
  }

  /** Nobody is being served. */
  isIdle(): boolean {
    return this.#step === 'starting' || this.#step === 'attract' || this.#step === 'out-of-service';
  }

  changed(): void {
    this.#listeners.tell();
  }

  onChange(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  #mode(): StatusReport['mode'] {
    // Whoever was being served when it began is served to the end.
    if (this.#options.isInMaintenance?.() && this.isIdle()) return 'maintenance';
    return this.#step === 'out-of-service' || this.#step === 'starting' ? 'out-of-service' : 'in-service';
  }

  report(): StatusReport {
    const { version, startedAt, timeZone, clock, devices, portals, services, outbox, counts, alerts, journal } =
      this.#options;
    return {
      at: clock.now(),
      timeZone,
      software: { version, startedAt },
      step: this.#step,
      serviceId: this.#serviceId,
      mode: this.#mode(),
      devices: devices(),
      cardLeft: this.#isCardLeft,
      portals: { ...portals() },
      services: services.map(({ id, devices, portals, wished }) => ({
        id,
        devices: [...devices],
        portals: [...portals],
        wished: [...wished],
      })),
      outbox: outbox(),
      counts: counts(),
      alerts: [...alerts()],
      journal: journal(),
    };
  }
}
