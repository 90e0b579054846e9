export interface ServiceCard {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly category: string;
  readonly icon: string;
  readonly needsEid: boolean;
  /** The identity card itself is needed, though no PIN that works yet. */
  readonly needsCard: boolean;
  readonly fee: ServiceFee;
  readonly durationMinutes: number;
  /** The authority cannot be reached now, and this service may wait: delivered later, acknowledged later. */
  readonly deferred: boolean;
  /** Not startable now, and why; `null` = available. */
  readonly unavailable: UnavailableReason | null;
}

export type UnavailableReason = 'portal-down' | 'eid-service' | 'payment-device' | 'eid-device' | 'scanner-device';

export type ServiceFee =
  | { readonly kind: 'none' }
  | { readonly kind: 'fixed'; readonly cents: number }
  /** The lowest price of several. */
  | { readonly kind: 'from'; readonly cents: number }
  | { readonly kind: 'bill' };

export interface CatalogueScreen {
  readonly kind: 'catalogue';
  readonly query: string;
  readonly list: CatalogueList;
  /** Of the list, or on the home page what is used most: what fits on the screen, and more where it was asked for. */
  readonly services: readonly ServiceCard[];
  /** Of the list, shown or not. */
  readonly total: number;
  /** Of the place, in its order; the home page shows them. */
  readonly situations: readonly SituationTile[];
  readonly categories: readonly string[];
}

export type CatalogueList =
  | { readonly kind: 'home' }
  /** `isNear`: nothing fits every word, these come near. */
  | { readonly kind: 'search'; readonly isNear: boolean }
  | { readonly kind: 'situation'; readonly title: string }
  | { readonly kind: 'category'; readonly category: string }
  /** From A to Z; `letter`: those that begin with it, `null`: all. */
  | { readonly kind: 'letters'; readonly letters: readonly string[]; readonly letter: string | null }
  /** After "I have no eID". */
  | { readonly kind: 'without-eid' };

export interface SituationTile {
  readonly id: string;
  readonly title: string;
  readonly icon: string;
}

export interface ServiceInfoScreen {
  readonly kind: 'service-info';
  readonly service: ServiceCard;
  readonly prerequisites: readonly string[];
  /** Each price, where there are several. */
  readonly prices: readonly { readonly label: string; readonly cents: number }[];
  /** Who pays less, and by how much. */
  readonly reduction: { readonly percent: number; readonly proof: string } | null;
  /** Names of the documents to be scanned. */
  readonly documents: readonly string[];
  readonly needs: readonly ('id-card' | 'pin' | 'pin-letter' | 'bank-card' | 'document' | 'bill')[];
  /** Paid receipts would be printed, but the printer cannot: said before, not after. */
  readonly noPaperReceipt: boolean;
  /** Delivered later because the portal is down and the service may wait. */
  readonly deferred: boolean;
  /** Whoever has no eID can say so at once, and gets an appointment. */
  readonly canSayNoEid?: boolean;
  /** Whom one asks about it; `null` where the service names nobody. */
  readonly office: { readonly name: string; readonly phone: string; readonly room: string | null } | null;
  /** How long the authority keeps the case, and by which law; `null` where the service does not say. */
  readonly kept: { readonly months: number; readonly law: string | null } | null;
}
