import type { EidFieldName } from '../../../config/schema/identity-fields.ts';
import type { Usage } from '../../channel/terminal/visit.ts';
import { type EvidencePage, identityOf } from '../application/application.ts';
import { livesElsewhere } from '../application/residence.ts';
import { paysAfterwards } from '../application/steps-of.ts';
import { canLinkPhone, isUsable } from '../catalogue/availability.ts';
import type { Paper } from '../contract/screens/sheet.ts';
import { lacking } from '../forms/form.ts';
import { type SessionContext, type SessionEvent, serviceOf } from './session-context.ts';
import { flowSays, hasStepTag, type SessionState, stepSays, stepState } from './state.ts';
import { itemOf } from './steps/evidence-pages.ts';

/**
 * True while a device, a portal or the citizen with a device is at work, or help was called: then no clock of ours
 * runs against the citizen, and above all none against a running payment.
 */
export const isMachineAtWork = (state: SessionState): boolean =>
  hasStepTag(state, 'help-called') || hasStepTag(state, 'at-work');

/** A code for paying on the citizen's telephone stands there. */
export const isPayingByPhone = (state: SessionState): boolean => hasStepTag(state, 'phone-pays');

/** A code for the citizen's telephone stands there, for minutes: they look at the telephone, not at us. */
export const isPhoneAwaited = ({ context: { phone } }: Pick<SessionState, 'context'>): boolean =>
  phone.kind === 'opening' || phone.kind === 'code';

/** Files can be taken along now: some are offered, and telephones can be linked. */
export function mayTakeAlong(state: SessionState): boolean {
  const appointment = stepState(state, 'appointment');
  const hasFiles = appointment === undefined || appointment.matches('told');
  return hasFiles && stepState(state, 'takeAlong') !== undefined && canLinkPhone(state.context);
}

/** A code may be shown now: evidence may come from a telephone, or there is something to take along. */
export function mayUsePhone(state: SessionState): boolean {
  const evidence = stepState(state, 'evidence');
  const isAsked = evidence !== undefined && itemOf(evidence.context).ways.includes('phone');
  return mayTakeAlong(state) || (isAsked && canLinkPhone(state.context));
}

/** Nothing but the cover is to be seen. */
export const isCovered = (state: SessionState): boolean => hasStepTag(state, 'covered');

/**
 * Whoever finds a covered screen may end what is behind it. Not while something is still being done for its owner:
 * money that moves, a request that is sent, a slip that is printed.
 */
export const canHandOver = (state: SessionState): boolean =>
  state.value.flow !== 'wiping' && !hasStepTag(state, 'at-work');

/** A copy of what was sent: where sheets can be printed, and only of what the authority has or will have. */
export function isCopyOffered(state: SessionState): boolean {
  const { service, devices } = state.context;
  const delivery = stepState(state, 'receipt')?.context.delivery;
  const isKept = delivery?.kind === 'accepted' || delivery?.kind === 'deferred';
  return isKept && service?.copy === 'offer' && isUsable(devices, 'page-printer');
}

/** The request is with the authority, its fee is due, and no payment runs: whoever goes now owes it. */
export function leavesDebt(state: SessionState): boolean {
  const { service } = state.context;
  return service !== null && paysAfterwards(service) && hasStepTag(state, 'unpaid');
}

/** What is told here can be had on paper. What somebody has answered is printed past the terminal: on the page printer. */
export function paperOf({ service, devices }: Pick<SessionContext, 'service' | 'devices'>): Paper | null {
  if (service?.route.kind === 'printout') return isUsable(devices, 'page-printer') ? 'page' : null;
  return isUsable(devices, 'receipt-printer') ? 'slip' : null;
}

/** Nobody has begun yet. */
export const isBeforeVisit = (state: SessionState): boolean => state.hasTag('before-visit');

/** The person's own card still lies on the reader. A card that lay there before this visit is not theirs. */
export const leavesCard = ({ cardPresent, isCardLeft }: SessionContext): boolean => cardPresent && !isCardLeft;

/** What the service needs and the card that was read does not carry; where one lives comes first. */
export function lacks({ context: { service, application } }: Pick<SessionState, 'context'>): readonly EidFieldName[] {
  const identity = identityOf(application);
  return service && identity && !livesElsewhere(service, identity) ? lacking(service, identity) : [];
}

/**
 * Whether "cancel" is offered. The states of flow and step rule it out by their tags. A request that was sent cannot be
 * called back: there the citizen can pay later instead.
 */
export const canCancel = (state: SessionState): boolean =>
  !state.hasTag('no-cancel') && !hasStepTag(state, 'no-cancel') && !leavesDebt(state);

/**
 * True once the terminal completes the case without this process. A request to end that can wait then lets the
 * citizen get the case number and the receipt first.
 */
export function isPastPayment({ application }: SessionContext): boolean {
  const state = application.package?.state;
  return state === 'paying' || state === 'paid' || state === 'released' || state === 'unclear';
}

export interface Abandonment {
  readonly serviceId: string | null;
  readonly step: string;
  readonly reason: string;
}

/** What is counted when a session is left unfinished; `null` where nothing was begun or nothing is lost. */
export function abandonment(state: SessionState, event: SessionEvent): Abandonment | null {
  const { context, value } = state;
  const serviceId = context.service?.id ?? null;
  if (context.application.package?.state === 'unclear') return { serviceId, step: 'pay', reason: 'payment-unclear' };
  if (state.hasTag('nothing-to-lose')) return null;
  if (leavesDebt(state)) {
    return { serviceId, step: 'pay', reason: faultOf(state) ?? (event.type === 'leave' ? event.outcome : 'pay-later') };
  }
  if (isPayingByPhone(state)) {
    return { serviceId, step: 'pay', reason: event.type === 'leave' ? event.outcome : 'changed-mind' };
  }
  if (isPastPayment(context) || hasStepTag(state, 'achieved')) return null;
  const step = value.flow.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return { serviceId, step, reason: faultOf(state) ?? (event.type === 'leave' ? event.outcome : 'changed-mind') };
}

/** The fault that stood on the screen when the citizen gave up. It tells the statistics more than "cancelled". */
const faultOf = (state: SessionState): string | null =>
  flowSays(state, 'fault')?.(state.context) ?? stepSays(state, 'fault');

/** Ways of identification as the statistics call them. */
const WAYS = { none: 'none', card: 'id-card', wallet: 'wallet' } as const;

/** A visit that used both is counted as the telephone's. */
function evidenceWay(pages: readonly EvidencePage[]): 'none' | 'scan' | 'phone' {
  if (pages.length === 0) return 'none';
  return pages.some(({ from }) => from === 'phone') ? 'phone' : 'scan';
}

/**
 * What is counted of a service that was finished: who vouched for the person, and the ways its evidence and its fee
 * went, where it has any.
 */
export function finishedUsage(context: SessionContext): Extract<Usage, { readonly kind: 'finished' }> {
  const { id, evidence, fee } = serviceOf(context);
  const source = context.application.identity?.source;
  const pages = [...context.application.evidence.values()].flat();
  const held = context.application.package;
  const paidBy = held?.isOnline ? 'online' : 'card';
  return {
    kind: 'finished',
    serviceId: id,
    identification: WAYS[source ?? 'none'],
    evidence: evidence.length === 0 ? null : evidenceWay(pages),
    payment: fee.kind === 'none' ? null : held?.state === 'paid' ? paidBy : 'later',
  };
}
