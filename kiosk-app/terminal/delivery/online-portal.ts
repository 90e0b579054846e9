import type { PaymentPortalClient } from '../../../portals/payment-portal/client.ts';
import type { PaymentToOpen } from '../../../portals/payment-portal/request.ts';
import type { OnlineIntent } from '../store/journal-facts.ts';

/** The payment portal of this place, and what was agreed with it. */
export interface OnlinePortal {
  readonly client: Pick<PaymentPortalClient, 'open' | 'read'>;
  /** Page of thanks to which the telephone is led. */
  readonly thanksPage: string;
  /** Milliseconds after which the portal takes no money for an open payment any more. */
  readonly validFor: number;
}

/** Longest purpose and description of XBezahldienste 1.0.0. */
const PURPOSE = 27;
const DESCRIPTION = 250;

/** What the portal is asked for; the same for ever for the same intent, so that asking twice opens one payment. */
export function paymentToOpen(
  requestId: string,
  { reference, items }: OnlineIntent,
  thanksPage: string,
): PaymentToOpen {
  return {
    requestId,
    purpose: reference.slice(0, PURPOSE),
    description: [...new Set(items.map(({ purpose }) => purpose).filter(Boolean))].join(', ').slice(0, DESCRIPTION),
    redirectUrl: thanksPage,
    items: items.map((item, at) => ({
      id: String(at + 1),
      reference: item.reference,
      description: item.purpose.slice(0, DESCRIPTION),
      cents: item.cents,
      taxRate: 0,
    })),
  };
}
