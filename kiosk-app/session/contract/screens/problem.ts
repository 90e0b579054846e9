import type { NoEidReason } from './identify.ts';

/** A dead end with a way out: what happened, what it means for the person, what can be done now. */
export interface ProblemScreen {
  readonly kind: 'problem';
  readonly problem:
    | 'portal-unreachable'
    | 'portal-refused'
    | 'sealing-failed'
    /** One of the bills is no longer open as it was found. */
    | 'bill-changed'
    | 'no-eid'
    /** The service is only for people who live here, and the card says otherwise. */
    | 'lives-elsewhere'
    /** The service cannot do without something that the card of this person does not carry. */
    | 'card-lacks'
    /** Nobody can be named who is responsible where the citizen lives. */
    | 'no-recipient'
    | 'internal';
  /** Of `no-eid`: what the citizen said is missing; each has advice of its own. */
  readonly noEid?: NoEidReason;
  /** Of `card-lacks`: names of what is missing. */
  readonly lacks?: readonly string[];
  /** Of `lives-elsewhere`: the place on the card, `null` if it names none, and what the person can do. */
  readonly residence?: { readonly place: string | null; readonly otherwise: string };
  /** Of `no-recipient`: why, and what the person can do. */
  readonly told?: { readonly title: string; readonly text: string };
  /** Said explicitly whenever money is involved. */
  readonly charged: 'nothing' | 'not-applicable';
  /** Of the case, once there is one. */
  readonly number: string | null;
  readonly options: readonly ('retry' | 'back' | 'set-pin' | 'type' | 'book-appointment' | 'catalogue' | 'finish')[];
}
