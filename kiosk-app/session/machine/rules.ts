import type { EidFieldName } from '../../../config/schema/service.ts';
import { identityOf, paysAfterwards } from '../application/application.ts';
import { livesElsewhere } from '../application/residence.ts';
import { isUsable } from '../catalogue/availability.ts';
import { lacking } from '../forms/form.ts';
import type { SessionContext, SessionEvent } from './session-context.ts';
import { type FlowName, type SessionState, stepState } from './state.ts';

/**
 * True while a device, a portal or the citizen with a device is at work, or help was called: then no clock of ours
 * runs against the citizen, and above all none against a running payment.
 */
export const isMachineAtWork = (state: SessionState): boolean =>
  (stepState(state, 'help')?.matches('open') ?? false) || isAtWork(state);

/**
 * Whoever finds a covered screen may end what is behind it. Not while something is still being done for its owner:
 * money that moves, a request that is sent, a slip that is printed.
 */
export const canHandOver = (state: SessionState): boolean => state.value.flow !== 'wiping' && !isAtWork(state);

function isAtWork(state: SessionState): boolean {
  const identify = stepState(state, 'identify');
  const pinChange = stepState(state, 'pinChange');
  return Boolean(
    identify?.matches('asking') ||
      identify?.matches('fetching') ||
      identify?.matches('explaining') ||
      identify?.matches({ talking: 'waiting' }) ||
      identify?.matches({ talking: 'reading' }) ||
      pinChange?.matches({ talking: 'waiting' }) ||
      pinChange?.matches({ talking: 'checking' }) ||
      pinChange?.matches({ talking: 'saving' }) ||
      stepState(state, 'bill')?.matches('looking') ||
      stepState(state, 'evidence')?.matches('scanning') ||
      stepState(state, 'review')?.matches('sealing') ||
      isPaying(state) ||
      stepState(state, 'submit')?.matches('releasing') ||
      stepState(state, 'submit')?.matches('waiting') ||
      stepState(state, 'receipt')?.matches('printing') ||
      stepState(state, 'copy')?.matches('printing'),
  );
}

/** A copy of what was sent: where sheets can be printed, and only of what the authority has or will have. */
export function isCopyOffered(state: SessionState): boolean {
  const { service, devices } = state.context;
  const delivery = stepState(state, 'receipt')?.context.delivery;
  const isKept = delivery?.kind === 'accepted' || delivery?.kind === 'deferred';
  return isKept && service?.copy === 'offer' && isUsable(devices, 'page-printer');
}

export const isPaying = (state: SessionState): boolean => stepState(state, 'pay')?.matches('running') ?? false;

/** The request is with the authority, its fee is due, and no payment runs: whoever goes now owes it. */
export function leavesDebt(state: SessionState): boolean {
  const { service } = state.context;
  const pay = stepState(state, 'pay');
  if (!pay || !service || !paysAfterwards(service)) return false;
  return pay.matches('ready') || pay.matches('notPaid') || pay.matches('problem');
}

/** Where nothing was begun, or nothing is left to lose. */
const PLAIN_END: readonly FlowName[] = ['attract', 'interrupted', 'farewell', 'wiping'];

/** Nobody has begun yet. */
export const isBeforeVisit = ({ value }: SessionState): boolean =>
  value.flow === 'attract' || value.flow === 'interrupted';

/** Whoever goes now forgets the card: there is a moment left to be reminded in. One that lay there before is not theirs. */
export const leavesCard = ({ cardPresent, isCardLeft }: SessionContext): boolean => cardPresent && !isCardLeft;

/** What the service needs and the card that was read does not carry; where one lives comes first. */
export function lacks({ context: { service, application } }: Pick<SessionState, 'context'>): readonly EidFieldName[] {
  const identity = identityOf(application);
  return service && identity && !livesElsewhere(service, identity) ? lacking(service, identity) : [];
}

/** From the moment money may have moved until the slip is out, there is nothing left to cancel. */
export function canCancel(state: SessionState): boolean {
  const { flow } = state.value;
  if (PLAIN_END.includes(flow) || flow === 'receipt') return false;
  // What was sent cannot be called back; the way out is to pay later.
  if (leavesDebt(state)) return false;
  if (stepState(state, 'review')?.matches('sealing')) return false;
  const pinChange = stepState(state, 'pinChange');
  if (pinChange?.context.isChanged || pinChange?.matches({ talking: 'saving' })) return false;
  const pay = stepState(state, 'pay');
  if (pay && !pay.matches('ready') && !pay.matches('notPaid') && !pay.matches('problem')) return false;
  const submit = stepState(state, 'submit');
  return !submit || submit.matches('problem');
}

/** True once the terminal finishes without us: an end that can wait lets the citizen have number and slip first. */
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
  if (PLAIN_END.includes(value.flow)) return null;
  if (leavesDebt(state)) {
    return { serviceId, step: 'pay', reason: faultOf(state) ?? (event.type === 'leave' ? event.outcome : 'pay-later') };
  }
  if (isPastPayment(context) || stepState(state, 'pinChange')?.context.isChanged) return null;
  const step = value.flow.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return { serviceId, step, reason: faultOf(state) ?? (event.type === 'leave' ? event.outcome : 'changed-mind') };
}

/** The fault that stood on the screen when the citizen gave up: more telling than "cancelled". */
function faultOf(state: SessionState): string | null {
  const { noEid } = state.context;
  if (noEid) return `no-eid-${noEid}`;
  if (state.value.flow === 'livesElsewhere') return lacks(state).length > 0 ? 'card-lacks' : 'lives-elsewhere';
  const identify = stepState(state, 'identify');
  if (identify?.matches('failed') || identify?.matches('setPin')) return `eid-${identify.context.failure}`;
  const pinChange = stepState(state, 'pinChange');
  if (pinChange?.context.isLost) return 'pin-and-letter-lost';
  if (pinChange?.context.failure) return `pin-${pinChange.context.failure}`;
  const pay = stepState(state, 'pay');
  if (pay?.matches('notPaid')) return `payment-${pay.context.failure}`;
  if (pay?.matches('problem')) return 'portal-unreachable';
  const review = stepState(state, 'review');
  if (review?.matches('problem')) return review.context.problem;
  const evidence = stepState(state, 'evidence');
  if (evidence?.context.fault) return `scan-${evidence.context.fault}`;
  if (evidence?.matches('asking')) return 'scan-blank-page';
  const failure = stepState(state, 'bill')?.context.failure;
  if (failure) return `bill-${failure}`;
  return stepState(state, 'submit')?.matches('problem') ? 'release-refused' : null;
}
