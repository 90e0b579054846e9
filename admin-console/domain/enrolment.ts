import { createHash, randomBytes } from 'node:crypto';
import type { EnrolAnswer, EnrolRequest } from '../../fleet-link/contract.ts';
import type { Clock } from '../../foundation/clock.ts';
import { Refusal } from '../../foundation/errors.ts';
import type { HubPki } from '../link/certificate-authority.ts';
import type { HubDatabase } from '../store/database.ts';
import { DELAYS } from './delays.ts';

export interface Enrolment {
  /** A code good once, for one terminal, within `DELAYS.enrolmentCode`. Only its hash is stored. */
  createCode(
    terminalId: string,
    actor: string,
  ): Promise<{ readonly code: string; readonly caFingerprint: string; readonly expiresAt: number }>;
  /** Refuses with `code-unknown`, `code-used`, `code-expired`, `code-for-another-terminal`, `bad-request`. */
  enrol(request: EnrolRequest): Promise<EnrolAnswer>;
}

/** Brings a new terminal into the fleet: it makes its own key, the hub only signs. */
export function createEnrolment(db: HubDatabase, pki: HubPki, clock: Clock): Enrolment {
  const audit = (actor: string, act: string, subject: string) =>
    db.insertInto('audit').values({ at: clock.now(), actor, act, subject }).execute();
  return {
    async createCode(terminalId, actor) {
      // Crockford base32 without look-alikes, in groups: people type it from paper.
      const code = [...randomBytes(16)]
        .map((b) => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[b & 31])
        .join('')
        .replace(/(.{4})(?=.)/g, '$1-');
      const expiresAt = clock.now() + DELAYS.enrolmentCode;
      await db
        .insertInto('enrolmentCode')
        .values({ hash: hashOf(code), terminalId, expiresAt, usedAt: null })
        .execute();
      await audit(actor, 'enrolment-code.created', terminalId);
      return { code, caFingerprint: pki.caFingerprint, expiresAt };
    },
    async enrol({ code, terminalId, csrPem }) {
      const hash = hashOf(code);
      const row = await db.selectFrom('enrolmentCode').selectAll().where('hash', '=', hash).executeTakeFirst();
      if (!row) throw new Refusal('code-unknown');
      if (row.usedAt !== null) throw new Refusal('code-used');
      if (Number(row.expiresAt) < clock.now()) throw new Refusal('code-expired');
      if (row.terminalId !== terminalId) throw new Refusal('code-for-another-terminal');
      const issued = await pki.issue(csrPem, terminalId);
      // Marking as used is conditional, so that two requests at once cannot both win.
      const used = await db
        .updateTable('enrolmentCode')
        .set({ usedAt: clock.now() })
        .where('hash', '=', hash)
        .where('usedAt', 'is', null)
        .executeTakeFirst();
      if (Number(used.numUpdatedRows) !== 1) throw new Refusal('code-used');
      await db
        .insertInto('terminal')
        .values({
          id: terminalId,
          site: null,
          fingerprint: issued.fingerprint,
          enrolledAt: clock.now(),
          seenAt: null,
          software: null,
          status: null,
        })
        .onConflict((c) => c.column('id').doUpdateSet({ fingerprint: issued.fingerprint, enrolledAt: clock.now() }))
        .execute();
      // A new certificate is a new installation: its journal begins anew.
      await db.deleteFrom('journalHead').where('terminalId', '=', terminalId).execute();
      await db.deleteFrom('alert').where('terminalId', '=', terminalId).execute();
      await audit(`terminal:${terminalId}`, 'terminal.enrolled', issued.fingerprint);
      return { certificatePem: issued.certificatePem, caPem: pki.caPem };
    },
  };
}

function hashOf(code: string): string {
  return createHash('sha256')
    .update(code.toUpperCase().replace(/[^0-9A-Z]/g, ''))
    .digest('hex');
}
