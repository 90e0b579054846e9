import { Refusal } from '../../../foundation/errors.ts';
import { ACCESS_ROUTES } from '../../contract/access/access.ts';
import { keepChallenge, takeChallenge } from '../../store/access/challenges.ts';
import {
  addPasskey,
  passkeyOf,
  passkeysOf,
  removePasskey,
  renamePasskey,
  usePasskey,
} from '../../store/access/passkeys.ts';
import { openSession } from '../../store/access/sessions.ts';
import { countTry, forgiveTry, type Throttled } from '../../store/access/throttle.ts';
import { type ApiRoute, type Caller, route } from '../route.ts';
import type { AccessContext } from './context.ts';
import { fresh } from './own-account.ts';
import {
  creationOptions,
  madePasskey,
  type PasskeySite,
  requestOptions,
  siteOf,
  usedPasskey,
} from './passkey-ceremonies.ts';
import { DONE, NewPasskeyMade, PasskeyChallenge, PasskeyId, PasskeyName, PasskeySignIn } from './schemas.ts';
import { mustBeFree } from './sign-in-routes.ts';

/** Passkeys: making, using, naming and removing them. */
export function passkeyRoutes({ db, clock }: AccessContext): readonly ApiRoute[] {
  return [
    route({
      method: 'POST',
      path: ACCESS_ROUTES.passkeyChallenge,
      access: 'anyone',
      summary: 'What a browser is asked in order to sign in with a passkey.',
      body: DONE,
      answer: PasskeyChallenge,
      async handle({ caller }) {
        const site = theSite(caller);
        mustBeFree(await countTry(db, clock, { kind: 'begun', of: caller.address }));
        const challenge = await keepChallenge(db, clock, 'passkey', null, {});
        return { challenge, options: { ...(await requestOptions(site, challenge)) } };
      },
    }),
    route({
      method: 'POST',
      path: ACCESS_ROUTES.signInPasskey,
      access: 'anyone',
      summary: 'Signs in with a passkey; who it is says the passkey.',
      body: PasskeySignIn,
      answer: DONE,
      async handle({ body: { challenge, credential }, caller }) {
        const site = theSite(caller);
        const address: Throttled = { kind: 'address', of: caller.address };
        mustBeFree(await countTry(db, clock, address));
        if (!(await takeChallenge(db, clock, 'passkey', challenge))) throw new Refusal('challenge-expired');
        const key = await passkeyOf(db, credential.id);
        if (!key) throw new Refusal('passkey-unknown');
        const counter = await usedPasskey(site, challenge, key, credential);
        const token = await db.transaction().execute(async (tx) => {
          if (!(await usePasskey(tx, clock, key, counter))) return null;
          return openSession(tx, clock, { id: key.staffId, name: key.staffName }, 'passkey', caller.agent);
        });
        if (token === null) throw new Refusal('passkey-copied');
        for (const what of [address, { kind: 'begun', of: caller.address } as const]) await forgiveTry(db, what);
        caller.setCookie('session', token);
        return {};
      },
    }),
    route({
      method: 'POST',
      path: ACCESS_ROUTES.accountPasskeyChallenge,
      access: 'signed-in',
      summary: 'What a browser is asked in order to make a passkey of mine.',
      body: DONE,
      answer: PasskeyChallenge,
      async handle({ principal, caller }) {
        const staff = fresh(principal, clock);
        const site = theSite(caller);
        const challenge = await keepChallenge(db, clock, 'passkey-new', staff.id, {});
        const known = await passkeysOf(db, staff.id);
        return { challenge, options: { ...(await creationOptions(site, staff, challenge, known)) } };
      },
    }),
    route({
      method: 'POST',
      path: ACCESS_ROUTES.accountPasskeys,
      access: 'signed-in',
      summary: 'Adds the passkey that the browser has made.',
      body: NewPasskeyMade,
      answer: DONE,
      async handle({ principal, caller, body: { challenge, name, credential } }) {
        const staff = fresh(principal, clock);
        const site = theSite(caller);
        const kept = await takeChallenge(db, clock, 'passkey-new', challenge);
        if (kept?.staffId !== staff.id) throw new Refusal('challenge-expired');
        const made = await madePasskey(site, challenge, credential);
        if (!(await addPasskey(db, clock, staff, made, name))) throw new Refusal('passkey-known-already');
        return {};
      },
    }),
    route({
      method: 'PUT',
      path: ACCESS_ROUTES.accountPasskeys,
      access: 'signed-in',
      summary: 'Gives a passkey of mine another name.',
      body: PasskeyName,
      answer: DONE,
      async handle({ principal, body: { id, name } }) {
        if (!(await renamePasskey(db, clock, fresh(principal, clock), id, name))) throw new Refusal('not-found');
        return {};
      },
    }),
    route({
      method: 'DELETE',
      path: ACCESS_ROUTES.accountPasskeys,
      access: 'signed-in',
      summary: 'Removes a passkey of mine, unless nothing else would sign me in.',
      body: PasskeyId,
      answer: DONE,
      async handle({ principal, body: { id } }) {
        const outcome = await removePasskey(db, clock, fresh(principal, clock), id);
        if (outcome !== 'removed') throw new Refusal(outcome);
        return {};
      },
    }),
  ];
}

/** @throws Refusal `needs-a-host-name`: at a number there are no passkeys */
function theSite({ origin }: Caller): PasskeySite {
  const site = siteOf(origin);
  if (!site) throw new Refusal('needs-a-host-name');
  return site;
}
