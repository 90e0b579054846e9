import type { TakeAlongView } from './phone.ts';

/** What a service tells at the terminal, without sending anything: to be read, or taken along on paper. */
export interface SheetScreen {
  readonly kind: 'sheet';
  /** Which of the services that end so. */
  readonly sheet: 'information' | 'lookup' | 'printout';
  readonly title: string;
  readonly sections: readonly SheetSection[];
  /** On what it can be had: a slip of the receipt printer, a page of the page printer; `null`: nothing prints now. */
  readonly paper: Paper | null;
  /** The sheet as a file for the person's own telephone; `null`: telephones cannot be linked. */
  readonly takeAlong?: TakeAlongView | null;
  readonly print: 'not-asked' | 'printing' | 'printed' | 'failed';
}

export type Paper = 'slip' | 'page';

export interface SheetSection {
  readonly title: string;
  readonly rows: readonly { readonly label: string; readonly value: string }[];
  /** A paragraph each, behind the rows. */
  readonly text: readonly string[];
  /** What the person came for. */
  readonly isResult?: boolean;
}
