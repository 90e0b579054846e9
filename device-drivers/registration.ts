import type { z } from 'zod';
import type { Clock } from '../foundation/clock.ts';
import type { Log } from '../foundation/log.ts';
import type { Device, DeviceStatistics } from './contract.ts';
import type { MaskOf, Masks, RecordedAs } from './recording/mask.ts';
import type { Tap } from './recording/tap.ts';

/**
 * Which process drives a device. `terminal`: the terminal itself, for what carries nothing personal and cannot crash
 * it. `driver`: a process of its own. `attended`: the host of one session, for what personal data passes through.
 */
export type DeviceProcess = 'terminal' | 'driver' | 'attended';

/** What a driver gets from the process it runs in. */
export interface DeviceSurroundings {
  /** Private and erased afterwards: the home of an AusweisApp, pages of a feeder. */
  readonly directory: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Counts to go on from. */
  readonly statistics?: DeviceStatistics;
  /** Hears the line, for recordings. */
  readonly tap?: Tap | undefined;
}

/** A device as a site's file names it. */
export interface Configured<D extends Device> {
  readonly kind: D['kind'];
  readonly process: DeviceProcess;
  readonly protocol: string;
  /** Where it is: host and port, device file, program. Never a password. */
  readonly address: string;
  /** What its line is recorded as. */
  readonly recordedAs: RecordedAs;
  /**
   * Loads the driver and makes the device; it is not open yet.
   * @throws Refusal if the driver cannot make anything of the configuration (`unknown-deviation`, `bad-printer-uri`)
   */
  create(surroundings: DeviceSurroundings): Promise<D>;
}

/** What a kind of device says of itself; its driver is loaded only when it is asked for. */
interface Definition<C extends z.ZodType, M, D extends Device, K extends string> {
  readonly kind: D['kind'];
  readonly process: DeviceProcess;
  /** Its part of a site's file; `null` where the place has none. */
  readonly configuration: C;
  readonly protocol: (config: NonNullable<z.output<C>>) => string;
  readonly address: (config: NonNullable<z.output<C>>) => string;
  /** What its health, its health check and its outcomes may give as reason; each has words in `texts/`. */
  readonly reasons: readonly string[];
  /** Imports the masks of its recordings, one a protocol. */
  readonly recording: () => Promise<{ readonly masks: Readonly<Record<K, MaskOf>> }>;
  readonly recordedAs: (config: NonNullable<z.output<C>>) => K;
  /** Imports the driver. */
  readonly load: () => Promise<M>;
  readonly create: (driver: M, config: NonNullable<z.output<C>>, surroundings: DeviceSurroundings) => D;
}

export interface RegisteredKind<C extends z.ZodType, D extends Device> {
  readonly kind: D['kind'];
  readonly process: DeviceProcess;
  readonly configuration: C;
  readonly reasons: readonly string[];
  /** Imports the masks of its recordings. */
  recording(): Promise<{ readonly masks: Masks }>;
  /** Imports the driver, so that `create` need not wait for it. */
  load(): Promise<unknown>;
  configured(config: NonNullable<z.output<C>>): Configured<D>;
}

/** Registers a kind of device; `registry.ts` lists them all. */
export function register<C extends z.ZodType, M, D extends Device, K extends string>(
  definition: Definition<C, M, D, K>,
): RegisteredKind<C, D> {
  const { kind, process, configuration, reasons, protocol, address, recording, recordedAs, load, create } = definition;
  return {
    kind,
    process,
    configuration,
    reasons,
    recording,
    load,
    configured: (config) => ({
      kind,
      process,
      protocol: protocol(config),
      address: address(config),
      recordedAs: { protocol: recordedAs(config), maskOf: async () => (await recording()).masks[recordedAs(config)] },
      create: async (surroundings) => create(await load(), config, surroundings),
    }),
  };
}
