import { createHash, randomBytes } from 'node:crypto';
import type { ReenrolmentCode } from '../../fleet-link/commands.ts';
import type { EnrolAnswer, EnrolRequest } from '../../fleet-link/contract.ts';
import type { Clock } from '../../foundation/clock.ts';
import { Refusal } from '../../foundation/errors.ts';
import type { EnrolmentCode } from '../contract/terminals/enrolment-code.ts';
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
  /**
   * The fingerprint of a renewed certificate counts, too.
   * @param hash of the code that is used up by it; `null` for a renewal without one
   * @returns false if the code was used meanwhile, or the terminal may not link any more
   */
  renew(terminalId: string, fingerprint: string, hash: string | null): Promise<boolean>;
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
  /**
   * A code for a command to enrol again, good once, over that terminal's own link, until a little after `commandEndsAt`
   * (epoch milliseconds). Nobody can enrol with it otherwise.
   */
  createReenrolmentCode(place: EnrolledPlace, commandEndsAt: number, actor: string): Promise<ReenrolmentCode>;
  /**
   * @param code of a command to enrol again; without one it is a renewal
   * @returns the new certificate. Refuses with `bad-request`, `revoked`, and for its code as `enrol`.
   */
  renew(terminalId: string, csrPem: string, code?: string): Promise<string>;
}

/** Brings a new terminal into the fleet: it makes its own key, the hub only signs. */
export function createEnrolment(store: EnrolmentStore, authority: CertificateAuthority, clock: Clock): Enrolment {
  async function mustBeGood(hash: string, terminalId: string): Promise<void> {
    const kept = await store.code(hash);
    if (!kept) throw new Refusal('code-unknown');
    if (kept.usedAt !== null) throw new Refusal('code-used');
    if (kept.expiresAt < clock.now()) throw new Refusal('code-expired');
    if (kept.terminalId !== terminalId) throw new Refusal('code-for-another-terminal');
  }

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
      await mustBeGood(hash, terminalId);
      const issued = await authority.issue(csrPem, terminalId);
      if (!(await store.enrol(hash, terminalId, issued.fingerprint))) throw new Refusal('code-used');
      return { certificatePem: issued.certificatePem, caPem: authority.caPem };
    },
    async createReenrolmentCode(place, commandEndsAt, actor) {
      const code = newCode();
      await store.keepCode(hashAgain(code), { ...place, expiresAt: commandEndsAt + DELAYS.reenrolmentAfter }, actor);
      return { code, caFingerprint: authority.caFingerprint };
    },
    async renew(terminalId, csrPem, code) {
      const hash = code === undefined ? null : hashAgain(code);
      if (hash !== null) await mustBeGood(hash, terminalId);
      const issued = await authority.issue(csrPem, terminalId);
      if (!(await store.renew(terminalId, issued.fingerprint, hash)))
        throw new Refusal(hash === null ? 'revoked' : 'code-used');
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

/** Another than `hashOf`: such a code is unknown to whoever comes without the terminal's own link. */
const hashAgain = (code: string): string => hashOf(`again ${code}`);
