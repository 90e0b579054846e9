import type { DeviceKind } from '../../../device-drivers/contract.ts';

/** Outline of each kind of device in a square of 48: what a technician sees when standing before it. */
const OUTLINES: Readonly<Record<DeviceKind, string>> = {
  payment: 'M14 4h20v40H14zM18 9h12v9H18zM18 24h3M23 24h3M28 24h3M18 30h3M23 30h3M28 30h3M18 36h3M23 36h3M28 36h3',
  eid: 'M8 32h32l4 10H4zM10 6h28v18H10zM15 11h7v7h-7zM26 12h8M26 17h8',
  'receipt-printer': 'M8 22h32v20H8zM8 22l4-8h24l4 8M16 14V4h16v10M20 8h8M14 34h20',
  scanner: 'M6 28h36v12H6zM6 28L40 10M12 34h8M34 34h2',
  'code-reader':
    'M6 12V6h6M36 6h6v6M42 36v6h-6M12 42H6v-6M14 14h8v8h-8zM26 14h8v8h-8zM14 26h8v8h-8zM27 27h3v3M34 34h-4',
  'page-printer': 'M6 18h36v18H6zM14 18V6h20v12M14 30h20v12H14zM36 24h1M18 35h12',
  keypad: 'M10 6h28v36H10zM16 13h4M22 13h4M28 13h4M16 21h4M22 21h4M28 21h4M16 29h4M22 29h4M28 29h4M22 36h4',
  presence: 'M24 14a6 6 0 1 0 .1 0M12 42c0-9 5-14 12-14s12 5 12 14M6 20a18 18 0 0 1 6-12M42 20a18 18 0 0 0-6-12',
  'smart-card': 'M4 12h40v26H4zM10 20h9v8h-9zM10 24h9M26 20h12M26 26h8',
};

/** All kinds there are, for a choice without a terminal. */
export const DEVICE_KINDS = Object.keys(OUTLINES) as readonly DeviceKind[];

/** Says nothing that words beside it do not say. */
export const DevicePicture = ({ kind }: { readonly kind: DeviceKind }) => (
  <svg class="device-picture" viewBox="0 0 48 48" aria-hidden="true">
    <path d={OUTLINES[kind]} />
  </svg>
);
