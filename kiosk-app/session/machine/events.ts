import type { EidEvent } from '../../../device-drivers/eid/contract.ts';
import type { HeadsetState } from '../../../device-drivers/keypad/contract.ts';
import type { PagePrintProgress } from '../../../device-drivers/page-printer/contract.ts';
import type { PaymentProgress } from '../../../device-drivers/payment/contract.ts';
import type { ScanProgress } from '../../../device-drivers/scanner/contract.ts';
import type { Personal } from '../../../foundation/personal.ts';
import type { Delivery, DeviceStates, HelpState, Interrupted } from '../../channel/terminal.ts';
import type { Intent } from '../contract/intents.ts';

type Prefixed<P extends string, K extends string, T extends { readonly [k in K]: string }> = T extends unknown
  ? { readonly type: `${P}.${T[K]}` } & Omit<T, K>
  : never;

/** `{name: 'pay'}` becomes `{type: 'intent.pay'}`: what machines listen to. */
export type IntentEvent = Prefixed<'intent', 'name', Intent>;
/** `{kind: 'progress'}` becomes `{type: 'eid.progress'}`. */
export type EidClientEvent = Prefixed<'eid', 'kind', EidEvent>;

/** What the devices and the terminal report, beside the eID workflow. */
export type WorldEvent =
  | { readonly type: 'card'; readonly present: boolean; readonly wasThere: boolean }
  | ({ readonly type: 'scan-progress' } & Pick<ScanProgress, 'phase' | 'percent'>)
  | ({ readonly type: 'page-progress' } & PagePrintProgress)
  | { readonly type: 'headset'; readonly state: HeadsetState }
  /** A key of an assistive keypad. */
  | { readonly type: 'key' }
  | { readonly type: 'code'; readonly text: Personal<string> }
  | ({ readonly type: 'payment-progress' } & PaymentProgress)
  | { readonly type: 'delivery'; readonly packageId: string; readonly delivery: Delivery }
  | { readonly type: 'interrupted'; readonly interrupted: Interrupted | null }
  | { readonly type: 'devices'; readonly devices: DeviceStates }
  | { readonly type: 'portals'; readonly portals: Readonly<Record<string, 'up' | 'down'>> }
  | { readonly type: 'presence'; readonly present: boolean }
  | { readonly type: 'maintenance'; readonly on: boolean }
  | { readonly type: 'help'; readonly state: HelpState };

export type StepEvent = IntentEvent | EidClientEvent | WorldEvent;

export const intentEvent = ({ name, ...rest }: Intent): IntentEvent =>
  ({ type: `intent.${name}`, ...rest }) as IntentEvent;
export const eidEvent = ({ kind, ...rest }: EidEvent): EidClientEvent =>
  ({ type: `eid.${kind}`, ...rest }) as EidClientEvent;
