import { z } from 'zod';
import { Refusal } from '../../../foundation/errors.ts';
import { ACCESS_ROUTES } from '../../contract/access/access.ts';
import { ROLE_PERMISSIONS } from '../../contract/access/permissions.ts';
import { ACCESS_DELAYS } from '../../domain/access/delays.ts';
import { isPassword } from '../../domain/access/passwords.ts';
import { ALL_TENANTS, type Principal } from '../../domain/access/principal.ts';
import { totpStepOf } from '../../domain/access/totp.ts';
import { useLink } from '../../store/access/links.ts';
import { endSession, openSession } from '../../store/access/sessions.ts';
import { countTry, forgiveTry, type Throttled } from '../../store/access/throttle.ts';
import { openTotp } from '../../store/access/totp-secrets.ts';
import { passwordOf, useRecoveryCode, useTotpStep } from '../../store/access/ways.ts';
import type { HubDatabase } from '../../store/database.ts';
import { tenantNames } from '../../store/tenants.ts';
import { type ApiRoute, NO_BODY, route } from '../route.ts';
import type { AccessContext } from './context.ts';
import { person } from './own-account.ts';
import { siteOf } from './passkey-ceremonies.ts';
import { DONE, LinkSignIn, PasswordSignIn, SessionView, StaffName } from './schemas.ts';

/** Signing in with a password or a one-time link, and out. */
export function signInRoutes({ db, clock, secrets, oidc }: AccessContext): readonly ApiRoute[] {
  return [
    route({
      method: 'GET',
      path: ACCESS_ROUTES.signIn,
      access: 'anyone',
      summary: 'By what one can sign in here.',
      answer: z.strictObject({
        password: z.literal(true),
        /** Not under an address that is a number. */
        passkeys: z.boolean(),
        providers: z.array(z.strictObject({ id: z.string(), name: z.string() })),
      }),
      handle: ({ caller }) => ({
        password: true as const,
        passkeys: siteOf(caller.origin) !== null,
        providers: oidc.map(({ provider: { id, name } }) => ({ id, name })),
      }),
    }),
    route({
      method: 'POST',
      path: ACCESS_ROUTES.signInPassword,
      access: 'anyone',
      summary: 'Signs in with name, password and a code of the app or a recovery code; what is wrong is not told.',
      body: PasswordSignIn,
      answer: DONE,
      async handle({ body, caller }) {
        const name = StaffName.safeParse(body.name).data ?? '';
        const account: Throttled = { kind: 'account', of: name };
        const address: Throttled = { kind: 'address', of: caller.address };
        for (const what of [address, account]) mustBeFree(await countTry(db, clock, what));
        const staff = await passwordOf(db, name);
        const isRight = await isPassword(body.password, staff?.passwordHash ?? null);
        const token = await db.transaction().execute(async (tx) => {
          if (!isRight || !staff || !(await isSecondFactor(tx, staff, body.code))) return null;
          return openSession(tx, clock, staff, 'password', caller.agent);
        });
        if (token === null) throw new Refusal('wrong-credentials');
        for (const what of [address, account]) await forgiveTry(db, what);
        caller.setCookie('session', token);
        return {};
      },
    }),
    route({
      method: 'POST',
      path: ACCESS_ROUTES.signInLink,
      access: 'anyone',
      summary: 'Signs in with the token of a one-time link, which is used up.',
      body: LinkSignIn,
      answer: DONE,
      async handle({ body, caller }) {
        const address: Throttled = { kind: 'address', of: caller.address };
        mustBeFree(await countTry(db, clock, address));
        const token = await db.transaction().execute(async (tx) => {
          const used = await useLink(tx, clock, body.token);
          if (typeof used === 'string') throw new Refusal(used);
          return openSession(tx, clock, used, 'link', caller.agent);
        });
        await forgiveTry(db, address);
        caller.setCookie('session', token);
        return {};
      },
    }),
    route({
      method: 'GET',
      path: ACCESS_ROUTES.session,
      access: 'signed-in',
      summary: 'Who has signed in, and what they may do where; "*" is every tenant.',
      answer: SessionView,
      handle: async ({ principal }) => viewOf(principal, await tenantsOf(principal)),
    }),
    route({
      method: 'DELETE',
      path: ACCESS_ROUTES.session,
      access: 'signed-in',
      summary: 'Signs out.',
      body: NO_BODY,
      answer: DONE,
      async handle({ principal, caller }) {
        const { id, session } = person(principal);
        await endSession(db, clock, principal.name, id, session.id);
        caller.setCookie('session', null);
        return {};
      },
    }),
  ];

  async function tenantsOf({ grants }: Principal) {
    const held = new Set(grants.map(({ tenantId }) => tenantId));
    return (await tenantNames(db)).filter(({ id }) => held.has(id) || held.has(ALL_TENANTS));
  }

  async function isSecondFactor(
    tx: HubDatabase,
    staff: { readonly id: string; readonly totpSealed: string | null; readonly totpStep: number | null },
    given: string,
  ): Promise<boolean> {
    const code = given.trim();
    if (staff.totpSealed === null) return false;
    // Sealed with another key than this hub has: recovery codes still do.
    const secret = openTotp(secrets, staff.id, staff.totpSealed);
    const step = secret === null ? null : totpStepOf(secret, code.replaceAll(' ', ''), clock.now(), staff.totpStep);
    return step === null ? useRecoveryCode(tx, staff.id, code) : useTotpStep(tx, staff.id, step);
  }
}

/** @throws Refusal `locked-for-a-while` with the seconds to wait */
export function mustBeFree(waitMs: number): void {
  if (waitMs > 0) throw new Refusal('locked-for-a-while', `${Math.ceil(waitMs / 1_000)}`);
}

function viewOf(
  { name, session, grants }: Principal,
  tenants: readonly { readonly id: string; readonly name: string }[],
) {
  return {
    name,
    way: session?.way ?? 'key',
    startedAt: session?.startedAt ?? 0,
    endsAt: (session?.startedAt ?? 0) + ACCESS_DELAYS.sessionLongest,
    tenants: [...tenants],
    grants: grants.map(({ tenantId, role, only }) => ({
      tenantId,
      role,
      permissions: ROLE_PERMISSIONS[role].filter((permission) => only?.includes(permission) ?? true),
    })),
  };
}
