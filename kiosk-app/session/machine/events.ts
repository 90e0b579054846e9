import type { Personal } from '../../../foundation/personal.ts';
import type { Heard } from '../../../foundation/rpc/contract.ts';
import type { attendingSide } from '../../channel/attended.ts';
import type { Delivery, Interrupted } from '../../channel/terminal/delivery.ts';
import type { PlaceNow } from '../../channel/terminal/place.ts';
import type { DeviceStates } from '../../channel/terminal/start.ts';
import type { HelpState } from '../../channel/terminal/visit.ts';
import type { sessionSide } from '../../channel/terminal.ts';
import type { PortalEvent } from '../../portal-view/contract.ts';
import type { EvidencePage } from '../application/application.ts';
import type { Intent } from '../contract/intents.ts';
import type { PhoneView } from '../contract/screens/phone.ts';

type OfDevices = typeof attendingSide;
type EidEvent = Heard<OfDevices, 'eid.event'>;

type Prefixed<P extends string, K extends string, T extends { readonly [k in K]: string }> = T extends unknown
  ? { readonly type: `${P}.${T[K]}` } & Omit<T, K>
  : never;

/** `{name: 'pay'}` becomes `{type: 'intent.pay'}`: what machines listen to. */
export type IntentEvent = Prefixed<'intent', 'name', Intent>;
/** `{kind: 'progress'}` becomes `{type: 'eid.progress'}`. */
export type EidClientEvent = Prefixed<'eid', 'kind', EidEvent>;

/** What the devices and the terminal report, beside the eID workflow. */
export type WorldEvent =
  | ({ readonly type: 'card' } & Heard<OfDevices, 'eid.card'>)
  | ({ readonly type: 'scan-progress' } & Pick<Heard<OfDevices, 'scan.progress'>, 'phase' | 'percent'>)
  | ({ readonly type: 'page-progress' } & Heard<OfDevices, 'page.progress'>)
  | ({ readonly type: 'headset' } & Heard<OfDevices, 'keypad.headset'>)
  /** A key of an assistive keypad. */
  | { readonly type: 'key' }
  | { readonly type: 'code'; readonly text: Personal<string> }
  | ({ readonly type: 'payment-progress' } & Heard<typeof sessionSide, 'payment.progress'>)
  | ({ readonly type: 'online-payment' } & Heard<typeof sessionSide, 'payment.online'>)
  | { readonly type: 'delivery'; readonly packageId: string; readonly delivery: Delivery }
  | { readonly type: 'interrupted'; readonly interrupted: Interrupted | null }
  | { readonly type: 'devices'; readonly devices: DeviceStates }
  | { readonly type: 'portals'; readonly portals: Readonly<Record<string, 'up' | 'down'>> }
  | { readonly type: 'presence'; readonly present: boolean }
  | { readonly type: 'maintenance'; readonly on: boolean }
  /** Out of service on command: by language what is read; `null`: in service. */
  | { readonly type: 'closed'; readonly texts: Readonly<Record<string, string>> | null }
  | { readonly type: 'place'; readonly place: PlaceNow }
  | { readonly type: 'most-used'; readonly services: readonly string[] }
  | { readonly type: 'help'; readonly state: HelpState }
  /** How the link to the citizen's telephone stands. */
  | { readonly type: 'phone'; readonly view: PhoneView }
  /** A page that came from it. */
  | { readonly type: 'phone-page'; readonly item: string; readonly page: EvidencePage };

/** `{kind: 'loading'}` becomes `{type: 'portal.loading'}`. */
export type PortalStepEvent = Prefixed<'portal', 'kind', PortalEvent>;

export type StepEvent = IntentEvent | EidClientEvent | PortalStepEvent | WorldEvent;

export const intentEvent = ({ name, ...rest }: Intent): IntentEvent =>
  ({ type: `intent.${name}`, ...rest }) as IntentEvent;
export const portalEvent = ({ kind, ...rest }: PortalEvent): PortalStepEvent =>
  ({ type: `portal.${kind}`, ...rest }) as PortalStepEvent;
export const eidEvent = ({ kind, ...rest }: EidEvent): EidClientEvent =>
  ({ type: `eid.${kind}`, ...rest }) as EidClientEvent;
