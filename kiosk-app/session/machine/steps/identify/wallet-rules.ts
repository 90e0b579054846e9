import type { LevelOfAssurance } from '../../../../../portals/identity/contract.ts';
import type { WalletFailure } from '../../../../../portals/wallet/contract.ts';
import type { WalletFailureReason } from '../../../contract/screens/wallet.ts';

/** What the verifier found, in as many kinds as there are things to do about it. */
const SHOWN: Record<WalletFailure, WalletFailureReason> = {
  'relay-unreachable': 'relay-unreachable',
  timeout: 'no-answer',
  declined: 'declined',
  'no-pid': 'no-pid',
  'wrong-wallet': 'wrong-wallet',
  'not-registered': 'not-registered',
  'not-yet-valid': 'expired',
  expired: 'expired',
  revoked: 'revoked',
  'issuer-untrusted': 'issuer-unknown',
  'wrong-type': 'no-pid',
  'too-little': 'too-little',
  'status-unknown': 'not-checked',
  malformed: 'not-checked',
  'too-large': 'not-checked',
  'not-decryptable': 'not-checked',
  'wrong-state': 'not-checked',
  algorithm: 'not-checked',
  signature: 'not-checked',
  'key-binding-missing': 'not-checked',
  'key-binding': 'not-checked',
  'wrong-nonce': 'not-checked',
  'wrong-audience': 'not-checked',
  'too-much': 'not-checked',
  'second-answer': 'not-checked',
};

/** @param isFetched a telephone has read the code: only then is it the telephone that does not answer */
export const shownFailure = (failure: WalletFailure, isFetched: boolean): WalletFailureReason =>
  failure === 'timeout' && !isFetched ? 'not-fetched' : SHOWN[failure];

/** Another try, with the same wallet or another one, may lead to something else. */
const CAN_RETRY: Record<WalletFailureReason, boolean> = {
  'relay-unreachable': true,
  'not-fetched': true,
  'no-answer': true,
  declined: true,
  'no-pid': true,
  'wrong-wallet': true,
  'not-registered': false,
  expired: false,
  revoked: false,
  'issuer-unknown': false,
  'not-checked': true,
  'too-little': true,
  'level-too-low': false,
};
export const canRetryWallet = (reason: WalletFailureReason): boolean => CAN_RETRY[reason];

const RANK: Record<LevelOfAssurance | 'none', number> = { none: 0, low: 1, substantial: 2, high: 3 };

/** Whether a level is what an authority demands. @param demanded `trust` of the service */
export const isAssured = (level: LevelOfAssurance, demanded: 'none' | 'substantial' | 'high'): boolean =>
  RANK[level] >= RANK[demanded];
