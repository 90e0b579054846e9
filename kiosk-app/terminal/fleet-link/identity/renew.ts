import { X509Certificate } from 'node:crypto';
import type { Clock, Timer } from '../../../../foundation/clock.ts';
import { Refusal, reasonOf } from '../../../../foundation/errors.ts';
import { code, type Log } from '../../../../foundation/log.ts';
import type { TerminalDelays } from '../../configuration/delays.ts';
import type { HubPeer } from '../converse.ts';
import { readIdentity, writeNext } from './identity.ts';
import { newKey } from './new-key.ts';

export interface NewCertificateOptions {
  readonly directory: string;
  readonly keySecret?: string | null;
  readonly terminalId: string;
}

interface RenewalOptions extends NewCertificateOptions {
  readonly delays: TerminalDelays;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Gets a new certificate for a new key over the link, once half of the old one's life is over. The link is closed then,
 * so that the next one is opened with it.
 */
export function renewWhenDue(hub: HubPeer, options: RenewalOptions): void {
  const { directory, keySecret = null, delays, clock, log } = options;
  let timer: Timer | undefined;
  let isOpen = true;
  const look = async () => {
    try {
      const identity = readIdentity(directory, keySecret);
      if (identity.ok && isDue(identity.value.cert, clock.now())) {
        await newCertificate(hub, identity.value.ca, options);
        log.event('info', 'hub.certificate.renewed');
        hub.close('renewed');
        return;
      }
    } catch (thrown) {
      log.event('warn', 'hub.certificate.not-renewed', { reason: code(reasonOf(thrown)) });
    }
    if (isOpen) timer = clock.setTimeout(() => void look(), delays.hubRenewalLookEvery);
  };

  void look();
  void hub.closed.then(() => {
    isOpen = false;
    clock.clearTimeout(timer);
  });
}

/**
 * Makes a key, has the hub sign it, and keeps both for the next link, beside those in use.
 * @param code of a command to enrol again
 * @throws Refusal `wrong-certificate`, or why the hub gives none
 */
export async function newCertificate(
  hub: Pick<HubPeer, 'call'>,
  caPem: string,
  { directory, keySecret = null, terminalId }: NewCertificateOptions,
  code?: string,
): Promise<void> {
  const made = await newKey(terminalId);
  const { certificatePem } = await hub.call('renew', { csrPem: made.csrPem, ...(code !== undefined && { code }) });
  const certificate = new X509Certificate(certificatePem);
  const isOurs = certificate.publicKey.export({ type: 'spki', format: 'der' }).equals(made.publicDer);
  if (!isOurs || !certificate.verify(new X509Certificate(caPem).publicKey)) throw new Refusal('wrong-certificate');
  writeNext(directory, { key: made.keyPem, cert: certificatePem }, keySecret);
}

function isDue(certPem: string, now: number): boolean {
  const { validFromDate, validToDate } = new X509Certificate(certPem);
  return now >= (validFromDate.getTime() + validToDate.getTime()) / 2;
}
