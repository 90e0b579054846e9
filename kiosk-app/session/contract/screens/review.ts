import type { StepId } from '../journey.ts';
import type { PictureRef } from '../picture.ts';

export interface ReviewScreen {
  readonly kind: 'review';
  readonly blocks: readonly ReviewBlock[];
  /** `after`: sent first, paid then. */
  readonly fee: { readonly cents: number; readonly purpose: string; readonly paid: 'before' | 'after' } | null;
  readonly recipient: string;
  /** How it is reached, where it is another place's. */
  readonly recipientContact?: readonly string[];
  /** Delivered later, because the authority cannot be reached now. */
  readonly deferred: boolean;
  readonly state: 'open' | 'sealing';
}

export interface ReviewBlock {
  readonly id: string;
  readonly step: StepId;
  readonly title: string;
  readonly rows: readonly ReviewRow[];
  readonly pictures: readonly PictureRef[];
  readonly changeable: boolean;
}

export interface ReviewRow {
  readonly label: string;
  readonly value: string;
  /** Data of an SVG path in the units of a signature's box. */
  readonly drawing?: string;
}
