import type { NoticeReason } from '../contract/notice.ts';
import type { FieldError, FieldErrorReason } from '../contract/screens/form.ts';

/**
 * What can be said about a value while it is being typed.
 * `incomplete`: not right yet, but more typing can make it right: said only once the field is left.
 * `wrong`: no further typing makes it right: said at once.
 */
export type FieldVerdict =
  | { readonly kind: 'valid'; readonly value: string }
  | { readonly kind: 'incomplete'; readonly error: FieldError }
  | { readonly kind: 'wrong'; readonly error: FieldError };

export const valid = (value: string): FieldVerdict => ({ kind: 'valid', value });
export const incomplete = (reason: FieldErrorReason, limit: string | null = null): FieldVerdict => ({
  kind: 'incomplete',
  error: { reason, limit },
});
export const wrong = (reason: FieldErrorReason, limit: string | null = null): FieldVerdict => ({
  kind: 'wrong',
  error: { reason, limit },
});

/** What is said of a field that keeps a page from going on: empty, it is missing; else what stands there is wrong. */
export const noticeOf = (typed: string): NoticeReason => (typed.trim() === '' ? 'incomplete' : 'wrong-value');
