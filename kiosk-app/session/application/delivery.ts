import type { Delivery, Refund } from '../../channel/terminal/delivery.ts';

/** What the citizen is told of a request: received, refused, never to arrive, or safely kept. */
export type Settled = Extract<Delivery, { kind: 'accepted' | 'rejected' | 'undeliverable' | 'deferred' }>;
export type Refused = Extract<Delivery, { kind: 'rejected' | 'undeliverable' }>;

export const settledOf = (delivery: Delivery | null): Settled | null =>
  delivery === null || delivery.kind === 'sending' || delivery.kind === 'submitted' ? null : delivery;

/** The request will not be served: no money may move for it any more. */
export const isRefused = (delivery: Delivery | null): delivery is Refused =>
  delivery?.kind === 'rejected' || delivery?.kind === 'undeliverable';

/** The authority's portal has it: from then on a service with the order submit-then-pay takes money. */
export const isWithAuthority = (delivery: Delivery | null): boolean =>
  delivery?.kind === 'submitted' || delivery?.kind === 'accepted';

/** What is told later replaces what was told before, but nothing takes back that it was received or refused. */
export function supersedes(told: Settled | null, later: Delivery): later is Settled {
  if (later.kind === 'sending' || later.kind === 'submitted') return false;
  if (told === null || told.kind === 'deferred') return true;
  return isRefused(told) && isRefused(later);
}

/** @param isPaid money of this request is here; the terminal may not have decided yet what becomes of it */
export const refundOf = ({ refund }: Refused, isPaid: boolean): Refund =>
  isPaid && refund === 'none' ? 'staff' : refund;
