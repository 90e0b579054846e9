import { z } from 'zod';
import { err, ok, type Result } from '../foundation/result.ts';
import { codeReader } from './code-reader/registration.ts';
import type { DeviceKind } from './contract.ts';
import { eid } from './eid/registration.ts';
import { keypad } from './keypad/registration.ts';
import { pagePrinter } from './page-printer/registration.ts';
import { payment } from './payment/registration.ts';
import { presence } from './presence/registration.ts';
import { receiptPrinter } from './receipt-printer/registration.ts';
import type { Masks } from './recording/mask.ts';
import type { Configured, DeviceProcess, RegisteredKind } from './registration.ts';
import { scanner } from './scanner/registration.ts';
import { smartCard } from './smart-card/registration.ts';

/**
 * Every kind of device, in the order in which a technician walks along a terminal. Whoever reads this has no driver
 * loaded: `create` and `load` import it.
 */
export const DEVICES = {
  payment,
  'receipt-printer': receiptPrinter,
  'page-printer': pagePrinter,
  eid,
  scanner,
  'code-reader': codeReader,
  keypad,
  'smart-card': smartCard,
  presence,
} satisfies { readonly [K in DeviceKind]: { readonly kind: K } };

type Devices = typeof DEVICES;
export type DeviceOf<K extends DeviceKind> = Awaited<ReturnType<ReturnType<Devices[K]['configured']>['create']>>;
/** Any device; `kind` tells which. */
export type AnyDevice = { [K in DeviceKind]: DeviceOf<K> }[DeviceKind];
export type ConfiguredDevice = Configured<AnyDevice>;
/** Name of a kind in a site's file: `receiptPrinter` for `receipt-printer`. */
type SiteKey<K extends string> = K extends `${infer First}-${infer Rest}` ? `${First}${Capitalize<Rest>}` : K;
type SiteShape = { readonly [K in DeviceKind as SiteKey<K>]: Devices[K]['configuration'] };

const ALL: readonly RegisteredKind<z.ZodType, AnyDevice>[] = Object.values(DEVICES);
const siteKey = (kind: DeviceKind): string => kind.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** The kinds that run in one kind of process. */
export const kindsIn = (process: DeviceProcess): readonly DeviceKind[] =>
  ALL.filter((registered) => registered.process === process).map(({ kind }) => kind);

/** The devices of a site, each `null` where the place has none. */
export const SiteDevices = z.strictObject(
  Object.fromEntries(ALL.map(({ kind, configuration }) => [siteKey(kind), configuration])) as SiteShape,
);
export type SiteDevices = z.output<typeof SiteDevices>;
/** Some of them. */
export type SomeDevices = { readonly [K in keyof SiteDevices]?: SiteDevices[K] | undefined };

/** What a site says of the devices that run in one kind of process. */
export function siteDevicesIn(process: DeviceProcess, devices: SiteDevices): SomeDevices {
  const keys = new Set(kindsIn(process).map(siteKey));
  return Object.fromEntries(Object.entries(devices).filter(([key]) => keys.has(key)));
}

/** The devices a site has. */
export function configuredDevices(devices: SomeDevices): ConfiguredDevice[] {
  const configurations: Readonly<Record<string, unknown>> = devices;
  return ALL.flatMap((registered) => {
    const config = configurations[siteKey(registered.kind)];
    return config ? [registered.configured(config)] : [];
  });
}

/** The same of what another process hands over. @returns the path of what is wrong with it */
export function readDevices(devices: unknown): Result<readonly ConfiguredDevice[], string> {
  const parsed = SiteDevices.partial().safeParse(devices);
  if (!parsed.success) return err(parsed.error.issues[0]?.path.join('.') ?? '');
  return ok(configuredDevices(parsed.data));
}

/** Imports the drivers of one kind of process before any is needed. */
export const loadDrivers = (process: DeviceProcess): Promise<unknown> =>
  Promise.all(kindsIn(process).map((kind) => DEVICES[kind].load()));

/** The device of this kind among those a process drives; `null` if there is none. */
export function deviceOf<K extends DeviceKind>(devices: readonly AnyDevice[], kind: K): DeviceOf<K> | null {
  return devices.find((device): device is DeviceOf<K> => device.kind === kind) ?? null;
}

/** Masks of the recordings of all kinds, by protocol. */
export async function recordingMasks(): Promise<Masks> {
  const found = await Promise.all(ALL.map((registered) => registered.recording()));
  return Object.assign({}, ...found.map(({ masks }) => masks));
}
