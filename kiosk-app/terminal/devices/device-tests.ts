import type { Device, DeviceKind, DeviceStatistics, HealthCheckReport } from '../../../device-drivers/contract.ts';
import { kindsIn } from '../../../device-drivers/registry.ts';
import { Refusal } from '../../../foundation/errors.ts';

export interface DeviceTestsOptions {
  /** The devices that this process drives, itself or through a driver process. */
  readonly own: readonly (Device | null | undefined)[];
  /** The shown session's attended-device host; `null` while there is none. */
  readonly attended: () => { checkHealth(kind: DeviceKind): Promise<HealthCheckReport> } | null;
  /** True while nobody is being served. */
  readonly isIdle: () => boolean;
}

export interface DeviceTested {
  readonly report: HealthCheckReport;
  readonly statistics: DeviceStatistics;
}

/** Health checks of any device of the place, one at a time, and never under a citizen's hands. */
export class DeviceTests {
  readonly #options: DeviceTestsOptions;
  #isTesting = false;

  constructor(options: DeviceTestsOptions) {
    this.#options = options;
  }

  /** @throws Refusal `in-service`, `no-device`, `not-ready`, or the host's own */
  async test(kind: DeviceKind): Promise<DeviceTested> {
    // A test prints a slip, moves the scanner's lamp, holds the line: not under a citizen's hands.
    if (this.#isTesting || !this.#options.isIdle()) throw new Refusal('in-service');
    this.#isTesting = true;
    try {
      return await this.#check(kind);
    } finally {
      this.#isTesting = false;
    }
  }

  async #check(kind: DeviceKind): Promise<DeviceTested> {
    const { own, attended } = this.#options;
    const device = own.find((candidate) => candidate?.kind === kind);
    if (device) return { report: await device.checkHealth(), statistics: device.statistics() };
    if (!kindsIn('attended').includes(kind)) throw new Refusal('no-device');
    const host = attended();
    if (!host) throw new Refusal('not-ready');
    return { report: await host.checkHealth(kind), statistics: {} };
  }
}
