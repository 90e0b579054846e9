import type { SecureContextOptions, Server } from 'node:tls';
import type { Clock, Timer } from '../../foundation/clock.ts';
import { reasonOf } from '../../foundation/errors.ts';
import { code, type Log } from '../../foundation/log.ts';
import type { HubCertificates } from './certificate-authority.ts';
import { DELAYS } from './delays.ts';

/** What the hub shows to terminals, and whose certificates it takes. All of it, whenever a part is replaced. */
export const secureContextOf = ({ serverKeyPem, serverChainPem, caPem }: HubCertificates): SecureContextOptions => ({
  key: serverKeyPem,
  cert: serverChainPem,
  ca: caPem,
  // Node takes TLS 1.2 again, too, where a new context does not say this.
  minVersion: 'TLSv1.3',
});

/**
 * Has the certificate made anew once half of its life is over, and shows the new one to whoever connects from then on.
 * Links that stand are not touched: their handshake is over. @returns ends that
 */
export function keepServerCertificate(options: {
  readonly certificates: HubCertificates;
  readonly server: Pick<Server, 'setSecureContext'>;
  readonly clock: Clock;
  readonly log: Log;
}): () => void {
  const { certificates, server, clock, log } = options;
  let isStopped = false;
  let timer: Timer | undefined;

  async function look(): Promise<void> {
    try {
      const isNew = await certificates.renewServer();
      if (isStopped) return;
      if (isNew) {
        server.setSecureContext(secureContextOf(certificates));
        log.event('info', 'hub.server-certificate.renewed');
      }
    } catch (thrown) {
      log.event('error', 'hub.server-certificate.not-renewed', { reason: code(reasonOf(thrown)) });
    }
    later();
  }
  function later(): void {
    if (!isStopped) timer = clock.setTimeout(() => void look(), DELAYS.renewalLookEvery);
  }
  later();
  return () => {
    isStopped = true;
    clock.clearTimeout(timer);
  };
}
