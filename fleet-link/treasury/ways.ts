/** What staff may have found out or done about something that the terminal told them. */
export const HOWS = ['paid', 'not-paid', 'repaid', 'delivered-otherwise', 'seen'] as const;
export type How = (typeof HOWS)[number];

/** Cases of money that a person has to decide, each an alert of the terminal, and what may be said of them. */
export const CASE_WAYS = {
  'payment-unclear': ['paid', 'not-paid'],
  'reversal-unclear': ['repaid', 'paid'],
  'reversal-failed': ['repaid'],
  'repay-online': ['repaid'],
  'rejected-paid': ['repaid', 'delivered-otherwise'],
  undeliverable: ['delivered-otherwise', 'repaid'],
  'contradictory-answers': ['delivered-otherwise', 'repaid'],
  'fee-due': ['paid', 'not-paid'],
  'reconciliation-difference': ['seen'],
} as const satisfies Readonly<Record<string, readonly How[]>>;
export type CaseKind = keyof typeof CASE_WAYS;

export const CASE_KINDS = Object.keys(CASE_WAYS) as readonly CaseKind[];
export const isCaseKind = (kind: string): kind is CaseKind => Object.hasOwn(CASE_WAYS, kind);
