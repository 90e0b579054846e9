import { type Reason, STEPS, type Step } from '../../../../fleet-link/statistics.ts';

/** Faults of an identity card and its workflow, after `eid-` or `pin-`. */
const OF_THE_CARD: Readonly<Record<string, Reason>> = {
  cancelled: 'gave-up',
  'pin-entry-cancelled': 'gave-up',
  'new-pin-mismatch': 'gave-up',
  'card-removed': 'gave-up',
  'card-unreadable': 'id-card-unusable',
  'card-deactivated': 'id-card-unusable',
  'card-blocked': 'id-card-unusable',
  'card-expired': 'id-card-unusable',
  'not-an-eid-card': 'id-card-unusable',
  'pin-blocked': 'pin-forgotten',
  'portal-unreachable': 'portal-fault',
  'portal-unavailable': 'portal-fault',
  'portal-refused': 'portal-fault',
  'client-missing': 'device-fault',
  'client-too-old': 'device-fault',
  'client-gone': 'device-fault',
  'client-error': 'device-fault',
  'reader-gone': 'device-fault',
  timeout: 'timeout',
  'under-16': 'not-eligible',
  other: 'other',
};
/** Faults of a wallet and of the way to it, after `wallet-`; any other is something that was not believed. */
const OF_THE_WALLET: Readonly<Record<string, Reason>> = {
  'relay-unreachable': 'portal-fault',
  'not-registered': 'portal-fault',
  'status-unknown': 'portal-fault',
  timeout: 'timeout',
  declined: 'gave-up',
};
const OF_THE_PAYMENT: Readonly<Record<string, Reason>> = {
  declined: 'payment-declined',
  'card-unreadable': 'payment-declined',
  'card-expired': 'payment-declined',
  aborted: 'gave-up',
  unclear: 'payment-unclear',
};
const ON_THE_TELEPHONE: Readonly<Record<string, Reason>> = {
  failed: 'payment-declined',
  cancelled: 'gave-up',
  left: 'gave-up',
  expired: 'timeout',
};
const OF_THE_BILL: Readonly<Record<string, Reason>> = { unavailable: 'portal-fault' };
/** Nothing free is a matter of the office, not of the line. */
const OF_THE_APPOINTMENT: Readonly<Record<string, Reason>> = { 'none-free': 'other', unknown: 'other' };
/** A number that the office does not know. */
const OF_THE_LOOKUP: Readonly<Record<string, Reason>> = { 'too-many': 'other' };
const ALONE: Readonly<Record<string, Reason>> = {
  'no-eid-no-card': 'no-eid',
  'no-eid-not-activated': 'no-eid',
  'no-eid-no-pin': 'pin-forgotten',
  'no-eid-not-wanted': 'eid-not-wanted',
  'pin-and-letter-lost': 'pin-forgotten',
  'lives-elsewhere': 'not-eligible',
  'card-lacks': 'not-eligible',
  'pay-later': 'pay-later',
  'portal-unreachable': 'portal-fault',
  'portal-refused': 'portal-fault',
  'sealing-failed': 'portal-fault',
  'release-refused': 'portal-fault',
  'scan-blank-page': 'gave-up',
  cancelled: 'gave-up',
  'changed-mind': 'gave-up',
  idle: 'timeout',
  'timed-out': 'timeout',
  failed: 'session-failed',
};
const FAMILIES: readonly (readonly [prefix: string, Readonly<Record<string, Reason>>, otherwise: Reason])[] = [
  ['eid-', OF_THE_CARD, 'other'],
  ['pin-', OF_THE_CARD, 'other'],
  ['wallet-', OF_THE_WALLET, 'wallet-unusable'],
  ['payment-', OF_THE_PAYMENT, 'device-fault'],
  ['online-', ON_THE_TELEPHONE, 'portal-fault'],
  ['bill-', OF_THE_BILL, 'no-open-bill'],
  ['scan-', {}, 'device-fault'],
  ['appointment-', OF_THE_APPOINTMENT, 'portal-fault'],
  ['document-status-', OF_THE_LOOKUP, 'portal-fault'],
];

/** The closed word for what a session tells as its reason: the fault on the screen, else how it was left. */
export function reasonOfAbandonment(told: string): Reason {
  if (Object.hasOwn(ALONE, told)) return ALONE[told] ?? 'other';
  const family = FAMILIES.find(([prefix]) => told.startsWith(prefix));
  if (!family) return 'other';
  const [prefix, words, otherwise] = family;
  const rest = told.slice(prefix.length);
  return Object.hasOwn(words, rest) ? (words[rest] ?? otherwise) : otherwise;
}

/** Screens that belong to the step before them. */
const PART_OF: Readonly<Record<string, Step>> = {
  ways: 'identify',
  wallet: 'identify',
  'no-eid': 'identify',
  'lives-elsewhere': 'identify',
  // What is asked there is what a form asks elsewhere.
  appointment: 'form',
  'appointment-manage': 'form',
  lookup: 'form',
};

/** The closed word for a state of the flow; `null` for one that belongs to no service. */
export const stepOfAbandonment = (told: string): Step | null =>
  PART_OF[told] ?? STEPS.find((step) => step === told) ?? null;
