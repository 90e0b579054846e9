import { createHash, randomBytes } from 'node:crypto';
import type { EnrolAnswer, EnrolRequest } from '../../fleet-link/contract.ts';
import type { Clock } from '../../foundation/clock.ts';
import { Refusal } from '../../foundation/errors.ts';
import type { EnrolmentCode } from '../contract/enrolment-code.ts';
import { DELAYS } from './delays.ts';

/** Signs what a terminal asks for. */
export interface CertificateAuthority {
  readonly caPem: string;
  /** SHA-256 of the CA certificate (DER), lower-case hex: what an enrolment code carries. */
  readonly caFingerprint: string;
  /** Signs a terminal's certificate request; refuses with `bad-request` if its own signature does not fit. */
  issue(csrPem: string, terminalId: string): Promise<{ readonly certificatePem: string; readonly fingerprint: string }>;
}

/** An enrolment code as it is kept: not the code, only its hash. Times are epoch milliseconds on the hub's clock. */
export interface KeptCode {
  readonly terminalId: string;
  readonly expiresAt: number;
  readonly usedAt: number | null;
}

/** Which terminal may come in, whose it is, and where it stands. */
export interface EnrolledPlace {
  readonly terminalId: string;
  readonly tenantId: string;
  readonly locationId: string | null;
}

/** What enrolment asks of whatever keeps codes and terminals. Each method is one transaction. */
export interface EnrolmentStore {
  keepCode(hash: string, code: EnrolledPlace & { readonly expiresAt: number }, actor: string): Promise<void>;
  code(hash: string): Promise<KeptCode | undefined>;
  /**
   * Marks the code as used and takes the terminal in, with what is known of it from a former installation, but for the journal and alerts of that.
   * @returns false if the code was used meanwhile: two requests at once cannot both win
   */
  enrol(hash: string, terminalId: string, fingerprint: string): Promise<boolean>;
  /** The fingerprint of a renewed certificate counts, too. @returns false if the terminal may not link any more */
  renew(terminalId: string, fingerprint: string): Promise<boolean>;
  /** Whose terminal of that id is; `undefined`: there is none. */
  tenantOf(terminalId: string): Promise<string | undefined>;
}

export interface Enrolment {
  /**
   * A code good once, for one terminal, within `DELAYS.enrolmentCode`. Only its hash is stored.
   * Refuses with `terminal-of-another-tenant`.
   */
  createCode(place: EnrolledPlace, actor: string): Promise<EnrolmentCode>;
  /** Refuses with `code-unknown`, `code-used`, `code-expired`, `code-for-another-terminal`, `bad-request`. */
  enrol(request: EnrolRequest): Promise<EnrolAnswer>;
  /** @returns the new certificate. Refuses with `bad-request`, `revoked`. */
  renew(terminalId: string, csrPem: string): Promise<string>;
}

/** Brings a new terminal into the fleet: it makes its own key, the hub only signs. */
export function createEnrolment(store: EnrolmentStore, authority: CertificateAuthority, clock: Clock): Enrolment {
  return {
    async createCode(place, actor) {
      const owner = await store.tenantOf(place.terminalId);
      if (owner !== undefined && owner !== place.tenantId) throw new Refusal('terminal-of-another-tenant');
      const code = newCode();
      const expiresAt = clock.now() + DELAYS.enrolmentCode;
      await store.keepCode(hashOf(code), { ...place, expiresAt }, actor);
      return { code, caFingerprint: authority.caFingerprint, expiresAt };
    },
    async enrol({ code, terminalId, csrPem }) {
      const hash = hashOf(code);
      const kept = await store.code(hash);
      if (!kept) throw new Refusal('code-unknown');
      if (kept.usedAt !== null) throw new Refusal('code-used');
      if (kept.expiresAt < clock.now()) throw new Refusal('code-expired');
      if (kept.terminalId !== terminalId) throw new Refusal('code-for-another-terminal');
      const issued = await authority.issue(csrPem, terminalId);
      if (!(await store.enrol(hash, terminalId, issued.fingerprint))) throw new Refusal('code-used');
      return { certificatePem: issued.certificatePem, caPem: authority.caPem };
    },
    async renew(terminalId, csrPem) {
      const issued = await authority.issue(csrPem, terminalId);
      if (!(await store.renew(terminalId, issued.fingerprint))) throw new Refusal('revoked');
      return issued.certificatePem;
    },
  };
}

/** Crockford base32 without look-alikes, in groups: people type it from paper. */
const newCode = (): string =>
  [...randomBytes(16)]
    .map((b) => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[b & 31])
    .join('')
    .replace(/(.{4})(?=.)/g, '$1-');

const hashOf = (code: string): string =>
  createHash('sha256')
    .update(code.toUpperCase().replace(/[^0-9A-Z]/g, ''))
    .digest('hex');
