import { z } from 'zod';
import { Refusal } from '../../../foundation/errors.ts';
import { ACCESS_ROUTES } from '../../contract/access/access.ts';
import { hashOfPassword } from '../../domain/access/passwords.ts';
import { newTotpSecret, totpAddress, totpStepOf } from '../../domain/access/totp.ts';
import { keepChallenge, readChallenge, takeChallenge } from '../../store/access/challenges.ts';
import { endSession, sessionsOf } from '../../store/access/sessions.ts';
import { endAllSessions } from '../../store/access/staff.ts';
import { newCodes, setPassword, waysOf } from '../../store/access/ways.ts';
import { type ApiRoute, NO_BODY, route } from '../route.ts';
import type { AccessContext } from './context.ts';
import { fresh, person } from './own-account.ts';
import { DONE, Id, NewPassword, RecoveryCodes, Session } from './schemas.ts';

/** One's own account: ways to sign in, and sessions. */
export function accountRoutes({ db, clock, secrets, oidc }: AccessContext): readonly ApiRoute[] {
  return [
    route({
      method: 'GET',
      path: ACCESS_ROUTES.account,
      access: 'signed-in',
      summary: 'By what I can sign in.',
      answer: z.strictObject({
        name: z.string(),
        password: z.boolean(),
        passkeys: z.array(
          z.strictObject({ id: z.string(), name: z.string(), createdAt: z.int(), usedAt: z.int().nullable() }),
        ),
        /** Names of organisations' sign-ins; one that is no longer set up has none. */
        oidc: z.array(z.string()),
        recoveryCodes: z.int(),
      }),
      async handle({ principal }) {
        const { id, name } = person(principal);
        const { passkeys, oidc: issuers, ...ways } = await waysOf(db, id);
        const names = oidc
          .filter(({ provider }) => issuers.includes(provider.issuer))
          .map((each) => each.provider.name);
        return { name, ...ways, passkeys: [...passkeys], oidc: names };
      },
    }),
    route({
      method: 'POST',
      path: ACCESS_ROUTES.accountTotp,
      access: 'signed-in',
      summary: 'A secret for an app of codes; it counts once a password is set with a code of it.',
      body: DONE,
      answer: z.strictObject({ challenge: z.string(), secret: z.string(), address: z.string() }),
      async handle({ principal }) {
        const { id, name } = fresh(principal, clock);
        const secret = newTotpSecret();
        const challenge = await keepChallenge(db, clock, 'totp', id, { sealed: secrets.seal(secret, id) });
        return { challenge, secret, address: totpAddress(secret, name) };
      },
    }),
    route({
      method: 'POST',
      path: ACCESS_ROUTES.accountPassword,
      access: 'signed-in',
      summary: 'Sets the password together with a new app of codes; old recovery codes are no longer good.',
      body: NewPassword,
      answer: RecoveryCodes,
      async handle({ principal, body }) {
        const staff = fresh(principal, clock);
        const kept = await readChallenge(db, clock, 'totp', body.challenge);
        if (kept?.staffId !== staff.id) throw new Refusal('challenge-expired');
        const secret = secrets.open(z.object({ sealed: z.string() }).parse(kept.data).sealed, staff.id);
        const totpStep = totpStepOf(secret, body.code, clock.now(), null);
        if (totpStep === null) throw new Refusal('wrong-code');
        if (body.password.toLowerCase().includes(staff.name)) throw new Refusal('password-holds-name');
        await takeChallenge(db, clock, 'totp', body.challenge);
        const passwordHash = await hashOfPassword(body.password);
        const codes = await setPassword(db, clock, secrets, staff, { passwordHash, totpSecret: secret, totpStep });
        return { recoveryCodes: [...codes] };
      },
    }),
    route({
      method: 'POST',
      path: ACCESS_ROUTES.recoveryCodes,
      access: 'signed-in',
      summary: 'New recovery codes; old ones are no longer good.',
      body: DONE,
      answer: RecoveryCodes,
      handle: async ({ principal }) => ({ recoveryCodes: [...(await newCodes(db, clock, fresh(principal, clock)))] }),
    }),
    route({
      method: 'GET',
      path: ACCESS_ROUTES.sessions,
      access: 'signed-in',
      summary: 'My sessions that are open.',
      answer: z.array(Session),
      async handle({ principal }) {
        const { id, session } = person(principal);
        return (await sessionsOf(db, clock, id)).map((each) => ({ ...each, isThis: each.id === session.id }));
      },
    }),
    route({
      method: 'DELETE',
      path: `${ACCESS_ROUTES.sessions}/:id`,
      access: 'signed-in',
      summary: 'Ends one of my sessions.',
      params: Id,
      body: NO_BODY,
      answer: DONE,
      async handle({ principal, params }) {
        const { id, name } = person(principal);
        if (!(await endSession(db, clock, name, id, params.id))) throw new Refusal('not-found');
        return {};
      },
    }),
    route({
      method: 'DELETE',
      path: ACCESS_ROUTES.sessions,
      access: 'signed-in',
      summary: 'Ends all my sessions but this one.',
      body: NO_BODY,
      answer: z.strictObject({ ended: z.int() }),
      async handle({ principal }) {
        const { id, name, session } = person(principal);
        return { ended: await endAllSessions(db, clock, name, { staffId: id, except: session.id }) };
      },
    }),
  ];
}
