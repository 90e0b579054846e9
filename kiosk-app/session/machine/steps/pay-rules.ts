import type { NotPaidReason, PaymentPhase } from '../../../../device-drivers/payment/contract.ts';

/** Whether the citizen can still stop: once the host is being asked, only the card device decides. */
const PHASES: Record<PaymentPhase, { readonly canAbort: boolean }> = {
  connecting: { canAbort: true },
  'insert-card': { canAbort: true },
  'enter-pin': { canAbort: true },
  'remove-card': { canAbort: false },
  'please-wait': { canAbort: true },
  authorising: { canAbort: false },
  'contactless-failed-insert': { canAbort: true },
  'pin-wrong': { canAbort: true },
  approved: { canAbort: false },
  declined: { canAbort: false },
  recovering: { canAbort: false },
  other: { canAbort: true },
};
export const canAbort = (phase: PaymentPhase): boolean => PHASES[phase].canAbort;

/** Whether another try can succeed without a technician. */
const REASONS: Record<NotPaidReason, { readonly canRetry: boolean }> = {
  declined: { canRetry: true },
  'card-unreadable': { canRetry: true },
  'card-expired': { canRetry: true },
  aborted: { canRetry: true },
  'device-busy': { canRetry: true },
  'end-of-day-required': { canRetry: false },
  'diagnosis-required': { canRetry: false },
  'device-error': { canRetry: true },
  'no-answer': { canRetry: true },
  offline: { canRetry: true },
};
export const canRetry = (reason: NotPaidReason): boolean => REASONS[reason].canRetry;
