import type { PayFailureReason, PayStatus } from '../../contract/screens/pay.ts';

/** Whether the citizen can still stop: once the host is being asked, only the card device decides. */
const STATUSES: Record<PayStatus, { readonly canAbort: boolean }> = {
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
export const canAbort = (status: PayStatus): boolean => STATUSES[status].canAbort;
export const statusOf = (phase: string): PayStatus => (Object.hasOwn(STATUSES, phase) ? (phase as PayStatus) : 'other');

/** Whether another try can succeed without a technician. */
const FAILURES: Record<PayFailureReason, { readonly canRetry: boolean }> = {
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
export const canRetry = (reason: PayFailureReason): boolean => FAILURES[reason].canRetry;
export const failureOf = (reason: string): PayFailureReason =>
  Object.hasOwn(FAILURES, reason) ? (reason as PayFailureReason) : 'device-error';
