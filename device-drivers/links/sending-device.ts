import type { DeviceHealth, DeviceStatistics, HealthCheckReport, HealthCheckStep } from '../contract.ts';
import { LinkedDevice, type LinkedDeviceOptions } from './linked-device.ts';

export interface SendingDeviceOptions extends Omit<LinkedDeviceOptions, 'onData' | 'onBroken'> {
  /** Shown in health checks: never a personal thing, an address or a device file. */
  readonly path: string;
}

/** What devices that only send have in common: their line is their health. */
export abstract class SendingDevice {
  readonly #path: string;
  readonly #device: LinkedDevice;

  constructor({ path, ...line }: SendingDeviceOptions) {
    this.#path = path;
    this.#device = new LinkedDevice({
      ...line,
      onData: (bytes) => this.hear(bytes),
      onBroken: () => this.broken(),
    });
  }

  protected abstract hear(bytes: Uint8Array): void;
  /** The line is gone: what was begun will not be finished. */
  protected abstract broken(): void;
  protected abstract counts(): DeviceStatistics;
  /** What the device did since it was opened, beside being connected. */
  protected abstract stepsSinceStart(): readonly HealthCheckStep[];

  open(): void {
    this.#device.open();
  }

  async close(): Promise<void> {
    this.#device.close();
  }

  health(): DeviceHealth {
    return this.#device.health();
  }

  onHealth(listener: (health: DeviceHealth) => void): () => void {
    return this.#device.onHealth(listener);
  }

  statistics(): DeviceStatistics {
    return { ...this.counts(), ...this.#device.counts };
  }

  async checkHealth(): Promise<HealthCheckReport> {
    const { state, reason } = this.#device.health();
    const isUp = state === 'ready';
    const connection: HealthCheckStep = {
      step: 'connection',
      outcome: isUp ? 'passed' : 'failed',
      detail: reason ?? this.#path,
    };
    return { passed: isUp, steps: [connection, ...this.stepsSinceStart()] };
  }
}
