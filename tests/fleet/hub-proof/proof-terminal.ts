import { randomBytes } from 'node:crypto';
import {
  enrolFleetTerminal,
  type FleetTerminal,
  type FleetTerminalOptions,
  startFleetTerminal,
} from '../../../demo/fleet/terminal/simulated-terminal.ts';
import type { DeviceKind } from '../../../device-drivers/contract.ts';
import type { DeviceReport } from '../../../fleet-link/contract.ts';
import type { Random } from '../../../foundation/random.ts';
import { type CommandActs, DONE, type Done } from '../../../kiosk-app/terminal/commands/command-acts.ts';
import { DELAYS as TERMINAL_DELAYS } from '../../../kiosk-app/terminal/configuration/delays.ts';
import { DELAYS } from './delays.ts';
import { pause } from './wait.ts';

export const DEVICES = ['receipt-printer', 'scanner'] as const satisfies readonly DeviceKind[];
/** Of a file that a command brings: more than one part. */
const FILE_BYTES = 150_000;
/** As the product has them, but for the minute in which a version proves itself. */
const delays = { ...TERMINAL_DELAYS, configurationProvenAfter: 1_000 };

/** A terminal with the product's own link code, which counts what commands do to it. */
export class ProofTerminal {
  readonly id: string;
  /** By idempotency key how often a command was done. */
  readonly effects = new Map<string, number>();
  /** By idempotency key. */
  readonly files = new Map<string, Buffer>();
  readonly #random: Random;
  readonly #options: FleetTerminalOptions;
  readonly #down = new Set<DeviceKind>();
  #run: FleetTerminal | null = null;
  /** Until when it may be anywhere: it was revoked, and is not enrolled again yet. */
  isRevoked = false;

  constructor(id: string, directory: string, url: string, random: Random) {
    this.id = id;
    this.#random = random;
    this.#options = {
      ...{ directory, terminalId: id, url, delays },
      acts: this.#acts(),
      told: () => ({ devices: () => DEVICES.map((kind) => this.#report(kind)) }),
      random: () => random.below(1_000) / 1_000,
    };
  }

  /** @throws Refusal why it was not enrolled */
  enrol(code: { readonly code: string; readonly caFingerprint: string }): Promise<void> {
    return enrolFleetTerminal(this.#options, code);
  }

  /** Starts, and starts anew with each version that it takes. */
  start(): void {
    const run = startFleetTerminal(this.#options);
    this.#run = run;
    void run.restarts.then(() => {
      if (this.#run === run) this.start();
    });
  }

  stop(): void {
    const run = this.#run;
    this.#run = null;
    run?.stop();
  }

  get isLinked(): boolean {
    return this.#run?.isLinked() ?? false;
  }

  get location(): string | undefined {
    return this.#run?.location;
  }

  setDown(device: DeviceKind, isDown: boolean): void {
    if (isDown) this.#down.add(device);
    else this.#down.delete(device);
    this.#run?.changed();
  }

  #report(kind: DeviceKind): DeviceReport {
    const isDown = this.#down.has(kind);
    return {
      ...{ kind, state: isDown ? 'offline' : 'ready', reason: isDown ? 'no-answer' : null },
      ...{ model: null, firmware: null, seenAt: 1 },
    };
  }

  #acts(): CommandActs {
    const done = async (id: string, what: Done): Promise<Done> => {
      this.effects.set(id, (this.effects.get(id) ?? 0) + 1);
      await pause(this.#random.below(DELAYS.commandTakes));
      return what;
    };
    return {
      'test-receipt': (_, id) => done(id, DONE),
      'network-check': (_, id) => done(id, { result: { kind: 'network', targets: [] }, file: null }),
      'device-health-check': (_, id) => done(id, DONE),
      'collect-logs': (_, id) => {
        const data = randomBytes(FILE_BYTES);
        this.files.set(id, data);
        return done(id, { result: null, file: { type: 'log-gzip', data } });
      },
    };
  }
}
