import { mayBeTyped } from '../../../config/schema/demands-eid.ts';
import { submissionRoute, webPortalOf } from '../../../config/schema/route.ts';
import type { ServiceDefinition } from '../../../config/schema/service.ts';
import { isValidOn } from '../../../config/schema/validity.ts';
import type { HeadsetState } from '../../../device-drivers/keypad/contract.ts';
import { Bug } from '../../../foundation/errors.ts';
import type { Delivery, Interrupted } from '../../channel/terminal/delivery.ts';
import type { PlaceNow } from '../../channel/terminal/place.ts';
import type { DeviceStates } from '../../channel/terminal/start.ts';
import type { Usage } from '../../channel/terminal/visit.ts';
import { type Application, emptyApplication, type SessionPackageState } from '../application/application.ts';
import type { Settled } from '../application/delivery.ts';
import { asAnswered } from '../application/price.ts';
import { stepsOf } from '../application/steps-of.ts';
import { canAskWallet, inCatalogueOrder, unavailability } from '../catalogue/availability.ts';
import { walletRequest } from '../catalogue/wallet-request.ts';
import type { StepId } from '../contract/journey.ts';
import type { NoEidReason } from '../contract/screens/identify.ts';
import type { PhoneView } from '../contract/screens/phone.ts';
import type { Display } from '../contract/snapshot.ts';
import { today } from '../forms/date.ts';
import type { Ports } from '../ports.ts';
import type { StepEvent } from './events.ts';
import type { CoverCause, PresenceEvent } from './presence.ts';
import { type CatalogueView, HOME } from './steps/catalogue.ts';

export type SessionOutcome = 'completed' | 'cancelled' | 'timed-out' | 'idle' | 'failed';

/** Where the flow goes next. */
export type Target =
  | StepId
  | 'attract'
  | 'orient'
  | 'catalogue'
  | 'service-info'
  | 'no-eid'
  | 'lives-elsewhere'
  | 'farewell';

export type VisitMode = Extract<Usage, { readonly kind: 'left' }>['mode'];

export interface SessionContext {
  readonly ports: Ports;
  readonly language: string;
  readonly display: Display;
  readonly headset: HeadsetState;
  /** How this visit is operated, for the statistics: by its most telling sign so far. */
  readonly mode: VisitMode;
  readonly devices: DeviceStates;
  readonly portals: Readonly<Record<string, 'up' | 'down'>>;
  readonly mayAskWallet: (service: ServiceDefinition) => boolean;
  readonly hasPhoneLink: boolean;
  readonly hasOnlinePayment: boolean;
  readonly phone: PhoneView;
  readonly maintenance: boolean;
  /** Out of service on command: by language what is read. */
  readonly closed: Readonly<Record<string, string>> | null;
  /** Whether it is closed by its hours, and what it announces. */
  readonly place: PlaceNow;
  /** A card lies on the identity card's reader. */
  readonly cardPresent: boolean;
  /** It lay there before this visit: it may be somebody else's, and is not asked for its PIN. */
  readonly isCardLeft: boolean;
  readonly service: ServiceDefinition | null;
  /** Id of the service whose tile was touched on the start screen: opened after the choice of language. */
  readonly wanted: string | null;
  readonly application: Application;
  readonly target: Target;
  /** Where in a step to begin: a page or item by id. */
  readonly at: string | 'first' | 'last';
  /** "change" from the review: the step returns there instead of going on. */
  readonly isChanging: boolean;
  /** After "no eID": the catalogue shows first what works without. */
  readonly withoutEid: boolean;
  /** Ids of services that are begun most here. */
  readonly mostUsed: readonly string[];
  /** How the catalogue was left. */
  readonly browsed: CatalogueView;
  /** What was heard of the held package's delivery. */
  readonly delivery: Delivery | null;
  readonly settled: Settled | null;
  /** A payment that was left in the middle before this session; told before anything else. */
  readonly interrupted: Interrupted | null;
  readonly noEid: NoEidReason | null;
  /** Of the identification that a web site has started; empty: none. */
  readonly tcTokenUrl: string;
  /** Left because a working PIN was missing: offered again once one is set. */
  readonly waiting: ServiceDefinition | null;
  readonly takeReceipt: boolean;
  readonly takeCopy: boolean;
  /** Has said how it was. */
  readonly isRated: boolean;
  /** Id of the service whose answer was told, and counted, already. */
  readonly toldService: string | null;
  readonly outcome: SessionOutcome;
}

export type SessionEvent =
  | StepEvent
  | PresenceEvent
  /** From the printing of a copy: sheets lie in the tray. */
  | { readonly type: 'copied' }
  /** From the payment and submit steps. */
  | { readonly type: 'package'; readonly state: SessionPackageState; readonly isOnline?: true }
  /** From the presence clock: nobody is there any more. */
  | { readonly type: 'abandoned'; readonly cause: CoverCause }
  /** From the terminal, or from a bug: over at once. */
  | {
      readonly type: 'leave';
      readonly outcome: SessionOutcome;
      /** The terminal itself ends it: nobody is there to be reminded of anything. */
      readonly isForced?: boolean;
    };

export function initialContext(ports: Ports): SessionContext {
  const { start } = ports;
  return {
    ports,
    language: start.site.languages[0]?.code ?? 'de',
    display: { contrast: 'normal', text: 'normal', reach: 'normal' },
    headset: 'unknown',
    mode: 'touch',
    devices: start.devices,
    portals: start.portals,
    mayAskWallet: mayAskWallet(ports),
    hasPhoneLink: ports.phone !== null,
    hasOnlinePayment: start.site.paysOnline === true,
    phone: { kind: 'off' },
    maintenance: false,
    closed: null,
    place: start.place,
    cardPresent: false,
    isCardLeft: false,
    service: null,
    wanted: null,
    application: emptyApplication,
    target: 'attract',
    at: 'first',
    isChanging: false,
    withoutEid: false,
    mostUsed: [],
    browsed: HOME,
    delivery: null,
    settled: null,
    interrupted: null,
    noEid: null,
    tcTokenUrl: '',
    waiting: null,
    takeReceipt: false,
    takeCopy: false,
    isRated: false,
    toldService: null,
    outcome: 'completed',
  };
}

/** A registration that is over allows nothing any more. */
const mayAskWallet =
  ({ wallet, clock }: Ports) =>
  (service: ServiceDefinition): boolean =>
    wallet !== null &&
    wallet.registration.validUntil > clock.now() &&
    walletRequest(service, wallet.registration) !== null;

/** There is a choice of ways to identify. */
export const hasWays = (context: SessionContext): boolean => hasWallet(context) || mayBeTyped(serviceOf(context));
export const hasWallet = (context: SessionContext): boolean => canAskWallet(serviceOf(context), context);

/** The chosen service, as it is by the answers so far. */
export function serviceOf(context: Pick<SessionContext, 'service' | 'application'>): ServiceDefinition {
  if (!context.service) throw new Bug('no service chosen');
  return asAnswered(context.service, context.application.values);
}

export function packageOf(context: SessionContext): NonNullable<Application['package']> {
  const held = context.application.package;
  if (!held) throw new Bug('nothing sealed');
  return held;
}

export function interruptedOf({ interrupted }: SessionContext): Interrupted {
  if (!interrupted) throw new Bug('nothing was interrupted');
  return interrupted;
}

/** Services that this session can carry through today; what can never be offered is left out at the start, and logged. */
export function offeredServices({ start, clock }: Pick<Ports, 'start' | 'clock'>): readonly ServiceDefinition[] {
  const day = today(clock.now(), start.site.timeZone);
  return inCatalogueOrder(
    start.services.filter((service) => isValidOn(service, day) && exclusion(service, start) === null),
  );
}

/** The service that sets a PIN, if it is offered here and its reader works; `null` otherwise. */
export const pinService = (context: SessionContext): ServiceDefinition | null =>
  offeredServices(context.ports).find(
    (service) => service.route.kind === 'pin-change' && unavailability(service, context) === null,
  ) ?? null;

/** The service that books an appointment for this one, if it is offered here and its portal answers; `null` otherwise. */
export function insteadOfEid(context: SessionContext): ServiceDefinition | null {
  const named = context.service?.insteadOfEid;
  const found = offeredServices(context.ports).find(({ id }) => id === named);
  return found && unavailability(found, context) === null ? found : null;
}

/** A web site for which somebody needs an eID, and an appointment takes its place: said on the page of the service. */
export const canSayNoEid = (context: SessionContext): boolean =>
  context.service?.route.kind === 'web' && insteadOfEid(context) !== null;

/** The service with which an appointment is given another time; `null` where none is offered. */
export const bookingService = (context: SessionContext): ServiceDefinition | null =>
  offeredServices(context.ports).find(({ route }) => route.kind === 'appointment') ?? null;

/** The citizen has a card but no PIN that works, and one can be set here. */
export const lacksPin = (context: SessionContext): boolean =>
  (context.noEid === 'no-pin' || context.noEid === 'not-activated') && pinService(context) !== null;

/** Why a service of the configuration cannot be offered at all here; `null` if it can. */
export function exclusion(service: ServiceDefinition, start: Ports['start']): string | null {
  const portal = webPortalOf(service);
  if (portal !== null && start.site.web?.[portal] === undefined) return 'web-portal-missing';
  if (service.route.kind === 'lookup' && !start.site.documentStatus) return 'document-status-missing';
  if (submissionRoute(service) && start.dataSchemas[service.id] === undefined) return 'data-schema-missing';
  const profiles = new Set(start.site.scanProfiles.map((profile) => profile.id));
  return service.evidence.every((item) => profiles.has(item.profile)) ? null : 'scan-profile-missing';
}

/** The step after (or before) one. An identification that was done is not asked for twice. */
export function neighbour(context: SessionContext, step: StepId, direction: 1 | -1): Target {
  const steps = stepsOf(serviceOf(context));
  const next = steps[steps.indexOf(step) + direction];
  if (!next) return direction > 0 ? 'farewell' : 'service-info';
  if (next === 'identify' && context.application.identity) return neighbour(context, next, direction);
  return next;
}

/** The first step of the chosen service that is still to be done. */
export function firstStep(context: SessionContext): Target {
  const [first = 'review'] = stepsOf(serviceOf(context));
  return first === 'identify' && context.application.identity ? neighbour(context, first, 1) : first;
}
