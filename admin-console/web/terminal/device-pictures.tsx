import type { DeviceKind } from '../../../device-drivers/contract.ts';
import outlines from './device-outlines.json' with { type: 'json' };

/** Outline of each kind of device in a square of 48: what a technician sees when standing before it. */
const OUTLINES: Readonly<Record<DeviceKind, string>> = outlines;

/** All kinds there are, for a choice without a terminal. */
export const DEVICE_KINDS = Object.keys(OUTLINES) as readonly DeviceKind[];

/** Says nothing that words beside it do not say. */
export const DevicePicture = ({ kind }: { readonly kind: DeviceKind }) => (
  <svg class="device-picture" viewBox="0 0 48 48" aria-hidden="true">
    <path d={OUTLINES[kind]} />
  </svg>
);
