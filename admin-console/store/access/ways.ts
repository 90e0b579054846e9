import type { Clock } from '../../../foundation/clock.ts';
import type { AccountView } from '../../contract/access/access.ts';
import { hashOfRecoveryCode, newRecoveryCodes } from '../../domain/access/tokens.ts';
import { audit } from '../audit.ts';
import type { HubDatabase } from '../database.ts';
import type { SecretBox } from '../secrets/secret-box.ts';
import { sealTotp } from './totp-secrets.ts';

/** By what somebody can sign in. */
export interface Ways extends Omit<AccountView, 'name' | 'oidc'> {
  /** Issuers of organisations' sign-ins. */
  readonly oidc: readonly string[];
}

export async function waysOf(db: HubDatabase, staffId: string): Promise<Ways> {
  const { passwordHash } = await db
    .selectFrom('staff')
    .select('passwordHash')
    .where('id', '=', staffId)
    .executeTakeFirstOrThrow();
  const passkeys = await db
    .selectFrom('passkey')
    .select(['id', 'name', 'createdAt', 'usedAt'])
    .where('staffId', '=', staffId)
    .orderBy('createdAt')
    .execute();
  const oidc = await db.selectFrom('oidcAccount').select('issuer').where('staffId', '=', staffId).execute();
  const codes = await db
    .selectFrom('recoveryCode')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('staffId', '=', staffId)
    .executeTakeFirstOrThrow();
  return {
    password: passwordHash !== null,
    passkeys,
    oidc: oidc.map(({ issuer }) => issuer),
    recoveryCodes: Number(codes.count),
  };
}

/** Whom a name belongs to, with what their password and code are held against. */
export const passwordOf = (db: HubDatabase, name: string) =>
  db
    .selectFrom('staff')
    .select(['id', 'name', 'passwordHash', 'totpSealed', 'totpStep'])
    .where('name', '=', name)
    .where('endedAt', 'is', null)
    .where('lockedAt', 'is', null)
    .executeTakeFirst();

/** Password and app together; recovery codes are made anew. @returns these, which are kept nowhere here */
export function setPassword(
  db: HubDatabase,
  clock: Clock,
  secrets: SecretBox,
  staff: { readonly id: string; readonly name: string },
  { totpSecret, ...way }: { readonly passwordHash: string; readonly totpSecret: string; readonly totpStep: number },
): Promise<readonly string[]> {
  return db.transaction().execute(async (tx) => {
    await tx
      .updateTable('staff')
      .set({ ...way, totpSealed: sealTotp(secrets, staff.id, totpSecret), totpSecret: null })
      .where('id', '=', staff.id)
      .execute();
    const codes = await replaceCodes(tx, staff.id);
    await audit(tx, clock, staff.name, 'way.password-set', staff.name);
    return codes;
  });
}

export function newCodes(
  db: HubDatabase,
  clock: Clock,
  staff: { readonly id: string; readonly name: string },
): Promise<readonly string[]> {
  return db.transaction().execute(async (tx) => {
    const codes = await replaceCodes(tx, staff.id);
    await audit(tx, clock, staff.name, 'way.recovery-codes-made', staff.name);
    return codes;
  });
}

/** Inside a transaction. A code of the app is good once, whoever is faster. @returns false if it was used meanwhile */
export async function useTotpStep(tx: HubDatabase, staffId: string, step: number): Promise<boolean> {
  const used = await tx
    .updateTable('staff')
    .set({ totpStep: step })
    .where('id', '=', staffId)
    .where((eb) => eb.or([eb('totpStep', 'is', null), eb('totpStep', '<', step)]))
    .executeTakeFirst();
  return Number(used.numUpdatedRows) === 1;
}

/** Inside a transaction. @returns false if it is none of this person's, or used */
export async function useRecoveryCode(tx: HubDatabase, staffId: string, typed: string): Promise<boolean> {
  const used = await tx
    .deleteFrom('recoveryCode')
    .where('hash', '=', hashOfRecoveryCode(typed))
    .where('staffId', '=', staffId)
    .executeTakeFirst();
  return Number(used.numDeletedRows) === 1;
}

async function replaceCodes(tx: HubDatabase, staffId: string): Promise<readonly string[]> {
  const codes = newRecoveryCodes();
  await tx.deleteFrom('recoveryCode').where('staffId', '=', staffId).execute();
  await tx
    .insertInto('recoveryCode')
    .values(codes.map((each) => ({ hash: hashOfRecoveryCode(each), staffId })))
    .execute();
  return codes;
}
