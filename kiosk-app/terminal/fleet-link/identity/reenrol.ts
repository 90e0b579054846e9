import { X509Certificate } from 'node:crypto';
import type { ReenrolmentCode } from '../../../../fleet-link/commands.ts';
import { Refusal } from '../../../../foundation/errors.ts';
import type { HubPeer } from '../converse.ts';
import { fingerprintOf } from './connect-pinned.ts';
import { readIdentity } from './identity.ts';
import { type NewCertificateOptions, newCertificate } from './renew.ts';

/** What a new identity has come to: used on a link that stands, or not known to the hub. */
type Fate = 'used' | 'not-taken';

/** Enrols this terminal again on command: new key, new certificate, and a new link before the old ones are given up. */
export class Reenrolment {
  readonly #options: NewCertificateOptions;
  #waiting: PromiseWithResolvers<Fate> | null = null;

  constructor(options: NewCertificateOptions) {
    this.#options = options;
  }

  /**
   * Resolves once the hub has taken the new certificate on a new link. Until then the old key lies where it was, and is
   * gone back to where the hub does not know the new one.
   * @param hub `null`: no link stands
   * @throws Refusal `no-link`, `wrong-ca`, `not-taken`, `wrong-certificate`, or why the hub gives none
   */
  async run(hub: Pick<HubPeer, 'call' | 'close'> | null, { code, caFingerprint }: ReenrolmentCode): Promise<void> {
    const { directory, keySecret = null } = this.#options;
    const identity = readIdentity(directory, keySecret);
    if (!hub || !identity.ok) throw new Refusal('no-link');
    if (fingerprintOf(new X509Certificate(identity.value.ca)) !== caFingerprint) throw new Refusal('wrong-ca');
    await newCertificate(hub, identity.value.ca, this.#options, code);
    const waiting = Promise.withResolvers<Fate>();
    this.#waiting = waiting;
    hub.close('re-enrolled');
    if ((await waiting.promise) === 'not-taken') throw new Refusal('not-taken');
  }

  /** To be told of each identity that was new. */
  settled(fate: Fate): void {
    this.#waiting?.resolve(fate);
    this.#waiting = null;
  }
}
