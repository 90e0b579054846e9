import type { FieldView } from './form.ts';

export interface BillScreen {
  readonly kind: 'bill';
  readonly field: FieldView;
  readonly canScan: boolean;
  readonly lookup: 'idle' | 'running' | 'unknown' | 'unavailable' | 'paid' | 'cancelled' | 'not-payable-here';
  readonly bill: {
    readonly reference: string;
    readonly payee: string;
    readonly purpose: string;
    readonly cents: number;
    readonly dueDate: string | null;
  } | null;
}
