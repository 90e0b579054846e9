import type { WalletFailure } from '../contract.ts';

/**
 * What a wallet's `error` means for the person (OpenID4VP 1.0, section 8.5). `access_denied` is said alike by somebody
 * who refused and by a wallet without a fitting identity: the protocol does not tell them apart.
 */
export const failureOfError = (error: string): WalletFailure =>
  error === 'access_denied' ? 'declined' : 'wrong-wallet';
