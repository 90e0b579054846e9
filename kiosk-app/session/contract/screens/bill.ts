import type { FieldView } from './form.ts';

export interface BillScreen {
  readonly kind: 'bill';
  readonly field: FieldView;
  readonly canScan: boolean;
  readonly lookup:
    | 'idle'
    | 'running'
    | 'unknown'
    | 'unavailable'
    | 'paid'
    | 'cancelled'
    /** Money for it is under way, or may have moved. */
    | 'being-paid'
    | 'not-payable-here'
    /** It is on the list already. */
    | 'twice'
    /** No more can be paid at once. */
    | 'full';
  /** The one found last, while the bills that are to be paid are shown; `null` while one is asked for. */
  readonly bill: BillView | null;
  /** That are to be paid together. */
  readonly bills: readonly BillView[];
  /** Their sum. */
  readonly cents: number;
  readonly canAdd: boolean;
  /** What the one was for that was taken off the list last, and can be brought back. */
  readonly removed: string | null;
}

export interface BillView {
  readonly reference: string;
  readonly payee: string;
  readonly purpose: string;
  readonly cents: number;
  readonly dueDate: string | null;
}
