import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { err, ok, type Result } from '../../foundation/result.ts';
import type { SensorFault } from './contract.ts';

/**
 * Channels of the Linux IIO subsystem that tell of a person (kernel documentation, ABI/testing/sysfs-bus-iio):
 * `proximity` grows as something comes nearer (infrared, capacitive, HID human presence: 0 or 1), `distance` times its
 * scale is metres and grows as it goes away (time of flight, ultrasound).
 */
export type ChannelKind = 'proximity' | 'distance';

export interface ChannelOptions {
  /** `/sys/bus/iio/devices/iio:deviceN`, best through a link that udev names after the sensor. */
  readonly directory: string;
  readonly kind: ChannelKind;
  /** Channel number where the device has several: `in_proximity0_raw`. */
  readonly index: number | null;
  /**
   * proximity: this reading and above is somebody; `null` takes the device's own `in_proximity_nearlevel`, and 1 where
   * it has none (HID human presence). distance: metres, this and below is somebody; `null` is 1.2.
   */
  readonly near: number | null;
}

export type ChannelFault = Exclude<SensorFault, 'silent'>;

export interface SensorChannel {
  readonly near: number;
  readonly model: string | null;
  isNear(): Promise<Result<boolean, ChannelFault>>;
}

/** Arm's length before the screen, and a step back to read. */
const DISTANCE_NEAR = 1.2;

export type ReadText = (path: string) => Promise<string>;
export const readText: ReadText = (path) => readFile(path, 'utf8');

export async function openChannel(
  options: ChannelOptions,
  read: ReadText = readText,
): Promise<Result<SensorChannel, ChannelFault>> {
  const { directory, kind, index } = options;
  const name = `in_${kind}${index ?? ''}`;
  const value = (file: string) => number(read, join(directory, file));
  const raw = () => value(`${name}_raw`);
  const first = await raw();
  if (!first.ok) return first;
  const model = await read(join(directory, 'name')).catch(() => null);
  const common = { model: model?.trim().slice(0, 80) || null };
  if (kind === 'distance') {
    const scale = await firstOf(value, [`${name}_scale`, 'in_distance_scale']);
    const near = options.near ?? DISTANCE_NEAR;
    return ok({ ...common, near, isNear: () => mapped(raw, (distance) => distance * (scale ?? 1) <= near) });
  }
  const near = options.near ?? (await firstOf(value, [`${name}_nearlevel`, 'in_proximity_nearlevel'])) ?? 1;
  return ok({ ...common, near, isNear: () => mapped(raw, (proximity) => proximity >= near) });
}

async function number(read: ReadText, path: string): Promise<Result<number, ChannelFault>> {
  try {
    const text = (await read(path)).trim();
    const parsed = Number(text);
    return text !== '' && Number.isFinite(parsed) ? ok(parsed) : err('not-a-number');
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? thrown.code : null;
    if (code === 'ENOENT' || code === 'ENODEV' || code === 'ENXIO') return err('no-channel');
    return err(code === 'EACCES' || code === 'EPERM' ? 'no-access' : 'unreadable');
  }
}

async function firstOf(
  value: (file: string) => Promise<Result<number, ChannelFault>>,
  files: readonly string[],
): Promise<number | null> {
  for (const file of files) {
    const found = await value(file);
    if (found.ok) return found.value;
  }
  return null;
}

async function mapped(
  raw: () => Promise<Result<number, ChannelFault>>,
  meaning: (value: number) => boolean,
): Promise<Result<boolean, ChannelFault>> {
  const value = await raw();
  return value.ok ? ok(meaning(value.value)) : value;
}
