import type { StepId } from '../../kiosk-app/session/contract/journey.ts';

/** Where a path ends: the citizen has what they came for, or knows what is missing. */
export type End =
  /** At the receipt, whatever the authority or the payment said before it. */
  | 'receipt'
  /** A card with a PIN of its own. */
  | 'pin-set'
  /** An appointment is booked, shown or cancelled, and a slip says so. */
  | 'appointment'
  /** Told on the spot, on paper if somebody wanted that: nothing was sent. */
  | 'sheet'
  /** Done with a web site. */
  | 'site-left'
  /** Told what is missing, at the step in which it was found out. */
  | `told-${string}`
  /** Nothing was sent, nothing paid. */
  | 'given-up';

/** One way through a step. */
export interface Way {
  readonly id: string;
  /** `choice`: the citizen's, or what they bring. `failure`: of a device, a portal, or of their own. */
  readonly kind: 'choice' | 'failure';
  /** Where the visit ends by it; left out: it goes on to the next step. */
  readonly end?: End;
  /** Of the form: what the fields hold on which others depend. */
  readonly answers?: Readonly<Record<string, string>>;
}

export interface Leg {
  readonly step: StepId;
  readonly way: Way;
}

/** One way through a whole service. */
export interface Path {
  readonly service: string;
  readonly legs: readonly Leg[];
  readonly end: End;
}

/** As it stands in reports: the service, and each step with the way through it. */
export const nameOf = ({ service, legs, end }: Path): string =>
  `${service}: ${legs.map(({ step, way }) => `${step} ${way.id}`).join(', ')} – ${end}`;
