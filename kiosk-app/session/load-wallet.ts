import type { Clock } from '../../foundation/clock.ts';
import { code, type Log } from '../../foundation/log.ts';
import { createPhoneRelayClient } from '../../portals/phone-relay/client.ts';
import type { WalletVerifier } from '../../portals/wallet/contract.ts';
import { createStatusListFetcher } from '../../portals/wallet/trust/fetch-status-list.ts';
import { createWalletVerifier } from '../../portals/wallet/verifier.ts';
import type { PhoneRelayStart, WalletStart } from '../channel/terminal/start.ts';

/** The verifier for what a site has configured; `null` if it cannot be used. */
export function loadWallet(
  wallet: WalletStart,
  relay: PhoneRelayStart,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
): WalletVerifier | null {
  const created = createWalletVerifier({
    relay: createPhoneRelayClient({ url: relay.url, key: relay.accessKey, caPem: relay.caPem, clock, log }),
    access: { certificatePem: wallet.accessCertificatePem, keyPem: wallet.accessKeyPem },
    registrationCertificate: wallet.registrationCertificate,
    trust: wallet.trustListPems.map((rootsPem) => ({ rootsPem, purposes: ['pid', 'status-list'] })),
    fetchStatusList: createStatusListFetcher(clock),
    clock,
    log,
  });
  if (created.ok) return created.value;
  log.event('error', 'session.wallet.unusable', { reason: code(created.error) });
  return null;
}
