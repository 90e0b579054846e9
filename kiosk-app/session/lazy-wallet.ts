import { code, type Log } from '../../foundation/log.ts';
import { err } from '../../foundation/result.ts';
import type { WalletVerifier } from '../../portals/wallet/contract.ts';
import { readRegistration } from '../../portals/wallet/request/registration.ts';
import type { WalletStart } from '../channel/terminal/start.ts';

export interface LazyWallet extends WalletVerifier {
  /** Loads the verifier, so that nobody waits for it at the first question. */
  prepare(): Promise<void>;
}

export interface LazyWalletOptions {
  readonly log: Log;
  /** Loads what signs and verifies; `null` if what the site has configured cannot be used, which is logged there. */
  readonly load: (wallet: WalletStart) => Promise<WalletVerifier | null>;
}

/**
 * A verifier of which only the registration is read at once: what the catalogue and the choice of ways need. `null` if
 * there is none that can be read.
 */
export function createLazyWallet(wallet: WalletStart, { log, load }: LazyWalletOptions): LazyWallet | null {
  const read = readRegistration(wallet.registrationCertificate);
  if (!read.ok) {
    log.event('error', 'session.wallet.unusable', { reason: code(`registration-${read.error}`) });
    return null;
  }
  let loading: Promise<WalletVerifier | null> | null = null;
  const loaded = () => {
    loading ??= load(wallet);
    return loading;
  };
  return {
    registration: read.value.registration,
    ask: async (request) => (await loaded())?.ask(request) ?? err('not-registered'),
    prepare: async () => void (await loaded()),
  };
}
