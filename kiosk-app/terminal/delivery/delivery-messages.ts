import type { z } from 'zod';
import type { Delivery } from '../../channel/terminal/delivery.ts';
import type { Outbox } from '../store/outbox.ts';
import type { StoredPackage } from '../store/package.ts';
import { isContradicted, refundOf } from '../store/package-consequences.ts';

/** Where a delivery stands, as sessions are told. */
export type ToldDelivery = z.input<typeof Delivery>;

export interface DeliveryMessagesOptions {
  readonly outbox: Outbox;
  readonly tell: (pkg: StoredPackage, delivery: ToldDelivery) => void;
}

/** What sessions are told of deliveries, and told again when something else becomes of their money. */
export class DeliveryMessages {
  readonly #options: DeliveryMessagesOptions;
  /** The authority's words. They may quote what was entered, so only the session that sent the request gets them. */
  readonly #words = new Map<string, { readonly sessionId: string; readonly problems: readonly string[] }>();

  constructor(options: DeliveryMessagesOptions) {
    this.#options = options;
  }

  heard({ packageId }: StoredPackage, delivery: ToldDelivery): void {
    const pkg = this.#options.outbox.get(packageId);
    if (!pkg) return;
    if (delivery.kind === 'rejected') {
      this.#words.set(packageId, { sessionId: pkg.sessionId, problems: delivery.problems });
    }
    this.#options.tell(pkg, delivery);
  }

  /** Called when the payment state of a rejected package has changed. */
  refundChanged(packageId: string): void {
    const pkg = this.#options.outbox.get(packageId);
    if (pkg?.state !== 'rejected' && pkg?.state !== 'flagged') return;
    const delivery = deliveryOf(pkg, this.#words.get(packageId)?.problems);
    if (delivery) this.#options.tell(pkg, delivery);
  }

  /** Called when the session of the package has ended. */
  forget(sessionId: string): void {
    for (const [packageId, words] of this.#words) if (words.sessionId === sessionId) this.#words.delete(packageId);
  }
}

/** Where a delivery stands, as far as the disk tells; `null` while it has not begun. */
export function deliveryOf(pkg: StoredPackage, problems: readonly string[] = []): ToldDelivery | null {
  switch (pkg.state) {
    case 'held':
      return null;
    case 'released':
      return { kind: 'sending' };
    case 'delivering':
      return pkg.attempts > 0 && pkg.reason !== null ? { kind: 'deferred', reason: pkg.reason } : { kind: 'sending' };
    case 'submitted':
      return { kind: 'submitted' };
    case 'accepted':
      return { kind: 'accepted' };
    case 'rejected':
      return { kind: 'rejected', problems: [...problems], refund: refundOf(pkg) };
    case 'flagged':
      if (isContradicted(pkg)) return { kind: 'submitted' };
      return { kind: 'undeliverable', reason: pkg.reason ?? 'unknown', refund: refundOf(pkg) };
  }
}
