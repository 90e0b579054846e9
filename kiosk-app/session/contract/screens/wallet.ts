import type { UnavailableReason } from './catalogue.ts';

/** Phases of the identification that stand only where there are several ways. */
export type WalletPhase =
  /** The first question: which way. `card`: why that way does not work now, `null` if it does. */
  | {
      readonly kind: 'ways';
      readonly card: Extract<UnavailableReason, 'eid-device' | 'eid-service'> | null;
      /** `down`: telephones cannot be reached now. `none`: wallets are not asked here. */
      readonly wallet: 'there' | 'down' | 'none';
      /** Name and address may be typed instead. */
      readonly mayType: boolean;
    }
  /** Shown before the code: who asks, what for, which data, as the registration says it. */
  | {
      readonly kind: 'wallet-consent';
      readonly name: string;
      readonly purpose: string;
      readonly privacyPolicyUrl: string;
      /** ISO date. */
      readonly validUntil: string;
      readonly required: readonly string[];
      readonly optional: readonly { readonly right: string; readonly chosen: boolean }[];
    }
  /** The request is signed and laid into the relay. */
  | { readonly kind: 'wallet-opening' }
  /** `text`: of the QR code. `validUntil`: epoch milliseconds. */
  | { readonly kind: 'wallet-code'; readonly text: string; readonly validUntil: number }
  /** A telephone has fetched the request. */
  | { readonly kind: 'wallet-fetched'; readonly validUntil: number }
  | { readonly kind: 'wallet-failed'; readonly reason: WalletFailureReason; readonly canRetry: boolean };

/** Why no identification by wallet came about, by what can be done about it. */
export type WalletFailureReason =
  /** The terminal does not reach the relay. */
  | 'relay-unreachable'
  /** No telephone has read the code. */
  | 'not-fetched'
  /** A telephone has read the code and never answered. */
  | 'no-answer'
  | 'declined'
  | 'no-pid'
  | 'wrong-wallet'
  | 'not-registered'
  | 'expired'
  | 'revoked'
  | 'issuer-unknown'
  /** It could not be verified, or what came was wrong. */
  | 'not-checked'
  /** Not everything that is needed was told. */
  | 'too-little'
  /** Less certain than the authority demands. */
  | 'level-too-low';
