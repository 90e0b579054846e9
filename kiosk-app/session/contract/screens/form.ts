import type { IdentitySource } from '../../../../portals/identity/contract.ts';
import type { TakeAlongView } from './phone.ts';

export interface FormScreen {
  readonly kind: 'form';
  readonly pageId: string;
  readonly title: string;
  readonly page: number;
  readonly pages: number;
  readonly fields: readonly FieldView[];
  readonly complete: boolean;
  /** What is told, not asked: on a page of its own, or what follows from the answers so far. */
  readonly told?: readonly { readonly label: string; readonly value: string }[];
  /** Instead of fields: what a repeated page has by now. */
  readonly list?: EntryList;
  /** What the answers must not say together, and do: sentences of the configuration. */
  readonly broken?: readonly string[];
  /** Taken along by telephone. */
  readonly qr?: string | null;
  /** Files that the person's telephone may have. */
  readonly takeAlong?: TakeAlongView | null;
  /** Something is being looked up: nothing can be done but wait. */
  readonly isWaiting?: boolean;
}

/** Children, dogs, vehicles: whatever is asked for once for each. */
export interface EntryList {
  readonly entries: readonly {
    readonly id: string;
    /** "Hund 2" */
    readonly title: string;
    /** Its first answer, by which people know it; empty where there is none. */
    readonly name: string;
    readonly complete: boolean;
  }[];
  /** On the button for one more; `null`: there is no room. */
  readonly add: string | null;
  /** So many must be there. */
  readonly min: number;
  /** One was just removed and can be put back. */
  readonly canRestore: boolean;
}

export type FieldType =
  | 'text'
  | 'name'
  | 'email'
  | 'phone'
  | 'date'
  | 'number'
  | 'plate'
  | 'choice'
  | 'yes-no'
  | 'street'
  | 'postal-code'
  | 'town'
  | 'long-text'
  | 'amount'
  | 'multi-choice'
  | 'iban'
  | 'partial-date'
  | 'signature'
  /** Told among what is told, never asked. */
  | 'computed'
  | 'bill-reference';

export interface FieldView {
  readonly id: string;
  readonly type: FieldType;
  readonly label: string;
  readonly hint: string | null;
  /** Of several choices: one a line. */
  readonly value: string;
  readonly required: boolean;
  /** Not required, but whoever has it is to fill it in: the way through the page leads to it. */
  readonly ifAny: boolean;
  readonly locked: boolean;
  /** Who vouches for the value that stands there; `null` for what was typed. */
  readonly origin: IdentitySource | null;
  readonly maxLength: number;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** Shown as soon as it is certain: while typing for what can no longer become right, else on leaving. */
  readonly error: FieldError | null;
  /** Of a signature: whether it is drawn, its strokes one a line in `value`, or a name is typed instead. */
  readonly signing?: 'drawn' | 'typed';
}

export type FieldErrorReason =
  | 'required'
  | 'too-long'
  | 'characters'
  | 'email'
  | 'phone'
  | 'date'
  | 'date-past'
  | 'date-future'
  | 'number'
  | 'too-small'
  | 'too-large'
  | 'plate'
  | 'street'
  | 'postal-code'
  /** Right, but not of this municipality. */
  | 'elsewhere'
  | 'town'
  | 'choice'
  | 'bill-reference'
  | 'amount'
  | 'amount-too-small'
  | 'amount-too-large'
  | 'iban'
  /** The limit is how many characters it has in its country. */
  | 'iban-length'
  | 'partial-date'
  /** Too short to be one. */
  | 'signature'
  /** A plate, but of another kind. */
  | 'plate-kind';

export interface FieldError {
  readonly reason: FieldErrorReason;
  /** Limit that was missed, as text to insert; `null` if there is none. */
  readonly limit: string | null;
}
