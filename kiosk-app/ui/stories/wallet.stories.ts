import type { WalletFailureReason, WalletPhase } from '../../session/contract/screens/wallet.ts';
import { type Story, story } from './fixture.ts';

const wallet = (name: string, phase: WalletPhase, language?: string): Story =>
  story(`wallet-${name}`, { kind: 'identify', phase }, language === undefined ? {} : { change: { language } });

const CONSENT: Extract<WalletPhase, { kind: 'wallet-consent' }> = {
  kind: 'wallet-consent',
  name: 'Stadt Musterstadt',
  purpose: 'Anträge am Bürger-Terminal im Rathaus',
  privacyPolicyUrl: 'https://www.musterstadt.example/datenschutz/buergerterminal',
  validUntil: '2027-12-31',
  required: ['GivenNames', 'FamilyName', 'Address'],
  optional: [],
};
const QR =
  'openid4vp://?client_id=x509_hash%3AUvo3HtuIxuhC92rShpgqcT3YXwrqRxWEviRiA0OZszk&request_uri=https%3A%2F%2Ftelefon.musterstadt.example%2Fw%2FzqK3vXWmB8tY0cD5rJ1nL7sF2hPqA9eGx6uTbVwKiMo%2Frequest';
/** So far away that the time left stands still enough for pictures: 4 minutes and 30 seconds. */
const soon = () => Date.now() + 270_000;

/** A record, so that the compiler misses a reason that the contract adds. */
const FAILURES: Readonly<Record<WalletFailureReason, { readonly canRetry: boolean }>> = {
  'relay-unreachable': { canRetry: true },
  'not-fetched': { canRetry: true },
  'no-answer': { canRetry: true },
  declined: { canRetry: true },
  'no-pid': { canRetry: true },
  'wrong-wallet': { canRetry: true },
  'not-registered': { canRetry: false },
  expired: { canRetry: false },
  revoked: { canRetry: false },
  'issuer-unknown': { canRetry: false },
  'not-checked': { canRetry: true },
  'too-little': { canRetry: true },
  'level-too-low': { canRetry: false },
};

export const walletStories: readonly Story[] = [
  wallet('ways', { kind: 'ways', card: null, wallet: 'there', mayType: false }),
  wallet('ways-english', { kind: 'ways', card: null, wallet: 'there', mayType: false }, 'en'),
  wallet('ways-reader-gone', { kind: 'ways', card: 'eid-device', wallet: 'there', mayType: false }),
  wallet('ways-typed', { kind: 'ways', card: null, wallet: 'there', mayType: true }),
  wallet('ways-typed-no-wallet', { kind: 'ways', card: null, wallet: 'none', mayType: true }),
  wallet('ways-down', { kind: 'ways', card: null, wallet: 'down', mayType: false }),
  wallet('consent', CONSENT),
  wallet('consent-optional', {
    ...CONSENT,
    optional: [
      { right: 'BirthName', chosen: true },
      { right: 'DateOfBirth', chosen: false },
    ],
  }),
  wallet('opening', { kind: 'wallet-opening' }),
  wallet('code', { kind: 'wallet-code', text: QR, validUntil: soon() }),
  wallet('code-english', { kind: 'wallet-code', text: QR, validUntil: soon() }, 'en'),
  wallet('fetched', { kind: 'wallet-fetched', validUntil: soon() }),
  ...(Object.entries(FAILURES) as [WalletFailureReason, { readonly canRetry: boolean }][]).map(([reason, failure]) =>
    wallet(`failed-${reason}`, { kind: 'wallet-failed', reason, ...failure }),
  ),
];
