import { type DeviceHealth, DeviceKind, isUsable, toldHealth } from '../../../device-drivers/contract.ts';
import type { PaymentTerminal } from '../../../device-drivers/payment/contract.ts';
import type { ReceiptPrinter } from '../../../device-drivers/receipt-printer/contract.ts';
import type { DeviceReport } from '../../../fleet-link/contract.ts';
import type { Clock, Timer } from '../../../foundation/clock.ts';
import { code, type Log } from '../../../foundation/log.ts';
import type { DeviceStates } from '../../channel/terminal/start.ts';
import type { TerminalDelays } from '../configuration/delays.ts';
import { deviceReport } from './device-report.ts';

export interface HealthBoardOptions {
  readonly payment: PaymentTerminal | null;
  readonly printer: ReceiptPrinter | null;
  /** Kinds that the site has behind the attended-device host. */
  readonly attended: readonly DeviceKind[];
  readonly delays: TerminalDelays;
  readonly clock: Clock;
  readonly log: Log;
  readonly onChange: () => void;
}

/** Health of every device of the place, those in this process and those in the attended-device host. */
export class HealthBoard {
  readonly #options: HealthBoardOptions;
  readonly #health = new Map<DeviceKind, DeviceHealth>();
  readonly #grace = new Map<DeviceKind, Timer>();
  readonly #stops: (() => void)[] = [];
  #isOpen = false;

  constructor(options: HealthBoardOptions) {
    this.#options = options;
    for (const kind of options.attended) this.#health.set(kind, STARTING);
    for (const device of this.#own()) this.#health.set(device.kind, device.health());
  }

  /** Once; a second call does nothing. */
  open(): void {
    if (this.#isOpen) return;
    this.#isOpen = true;
    for (const device of this.#own()) {
      this.#stops.push(device.onHealth((health) => this.#set(device.kind, health)));
      device.open();
    }
  }

  async close(): Promise<void> {
    for (const stop of this.#stops) stop();
    for (const timer of this.#grace.values()) this.#options.clock.clearTimeout(timer);
    await Promise.all(this.#own().map((device) => device.close()));
  }

  /**
   * What an attended-device host says. A host that has just taken over is still reaching for its devices: for a moment
   * they count as they were, so that no citizen sees a service vanish and come back.
   */
  heard(kind: DeviceKind, health: DeviceHealth): void {
    const { clock, delays, attended } = this.#options;
    if (!attended.includes(kind)) return;
    clock.clearTimeout(this.#grace.get(kind));
    this.#grace.delete(kind);
    const before = this.#health.get(kind);
    const isHandOver = health.state === 'starting' || health.state === 'closed';
    if (isHandOver && before && isUsable(before)) {
      this.#grace.set(
        kind,
        clock.setTimeout(() => this.#set(kind, health), delays.hostSwapGrace),
      );
      return;
    }
    this.#set(kind, health);
  }

  /** For sessions: usable or not, and why; `null` for what the place does not have. */
  states(): DeviceStates {
    const state = (kind: DeviceKind) => {
      const health = this.#health.get(kind);
      return health ? { usable: isUsable(health), reason: toldHealth(health).reason } : null;
    };
    return Object.fromEntries(DeviceKind.options.map((kind) => [kind, state(kind)]));
  }

  /** For the hub. */
  reports(): DeviceReport[] {
    return [...this.#health].map(([kind, health]) => deviceReport(kind, health));
  }

  #own(): (PaymentTerminal | ReceiptPrinter)[] {
    return [this.#options.payment, this.#options.printer].filter((device) => device !== null);
  }

  #set(kind: DeviceKind, health: DeviceHealth): void {
    const before = this.#health.get(kind);
    this.#health.set(kind, health);
    if (before?.state === health.state && before.reason === health.reason) return;
    this.#options.log.event(isUsable(health) ? 'info' : 'warn', 'device.health', {
      device: code(kind),
      state: code(health.state),
      reason: code(health.reason ?? 'none'),
    });
    this.#options.onChange();
  }
}

const STARTING: DeviceHealth = { state: 'starting', reason: null, model: null, firmware: null, seenAt: null };
