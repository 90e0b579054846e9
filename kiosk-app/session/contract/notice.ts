export interface ScreenNotice {
  readonly reason: NoticeReason;
  readonly field: string | null;
}

export type NoticeReason =
  | 'not-possible-now'
  /** Something needed is empty. */
  | 'incomplete'
  /** What stands in a field is not right. */
  | 'wrong-value'
  | 'unknown-code'
  /** A payment's code, but none that names a Kassenzeichen. */
  | 'code-without-reference'
  | 'code-web-address'
  | 'code-appointment'
  | 'too-many-pages'
  /** Somebody else was faster. */
  | 'appointment-taken'
  /** It was reserved for too long. */
  | 'appointment-lapsed'
  | 'appointment-busy'
  | 'appointment-too-many'
  /** No appointment has this number and key. */
  | 'appointment-unknown'
  | 'code-no-appointment'
  /** No document has this number. */
  | 'document-unknown';
