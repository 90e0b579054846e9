import { z } from 'zod';
import { Refusal } from '../../../foundation/errors.ts';
import { ACCESS_ROUTES, PROBLEM_FRAGMENT } from '../../contract/access/access.ts';
import { keepChallenge, readChallenge, takeChallenge } from '../../store/access/challenges.ts';
import { staffOfOidc } from '../../store/access/oidc-accounts.ts';
import { openSession } from '../../store/access/sessions.ts';
import { countTry, forgiveTry, type Throttled } from '../../store/access/throttle.ts';
import { type ApiRoute, type Caller, route } from '../route.ts';
import type { AccessContext } from './context.ts';
import { OidcBegun } from './oidc-client.ts';
import { DONE, OidcReturn, ProviderId } from './schemas.ts';
import { mustBeFree } from './sign-in-routes.ts';

/** Signing in with an organisation's own sign-in. */
export function oidcRoutes({ db, clock, oidc }: AccessContext): readonly ApiRoute[] {
  const clientOf = (id: string) => {
    const client = oidc.find(({ provider }) => provider.id === id);
    if (!client) throw new Refusal('not-found');
    return client;
  };
  const backOf = ({ origin }: Caller, id: string) => `${origin}${ACCESS_ROUTES.signInOidcBack(id)}`;

  /** @returns the session's token */
  async function signIn(id: string, query: Record<string, string>, caller: Caller): Promise<string> {
    const address: Throttled = { kind: 'address', of: caller.address };
    mustBeFree(await countTry(db, clock, address));
    const challenge = caller.cookie('oidc');
    caller.setCookie('oidc', null);
    if (challenge === undefined) throw new Refusal('oidc-state-wrong');
    const kept = await readChallenge(db, clock, 'oidc', challenge);
    if (!kept) throw new Refusal('oidc-expired');
    const begun = OidcBegun.parse(kept.data);
    // Looked at before it is used up: an address that somebody else sent ends no sign-in that is under way.
    if (begun.provider !== id || query.state !== begun.state) throw new Refusal('oidc-state-wrong');
    if (!(await takeChallenge(db, clock, 'oidc', challenge))) throw new Refusal('oidc-expired');
    const client = clientOf(id);
    const returned = new URL(`${backOf(caller, id)}?${new URLSearchParams(query)}`);
    const identity = await client.finish(returned, begun);
    const signedIn = await db.transaction().execute(async (tx) => {
      // What the provider tells is kept also when it lets nobody in: groups that are gone are gone.
      const staff = await staffOfOidc(tx, clock, client.provider, identity);
      if (typeof staff === 'string') return { refused: staff };
      return { token: await openSession(tx, clock, staff, 'oidc', caller.agent) };
    });
    if ('refused' in signedIn) throw new Refusal(signedIn.refused);
    for (const what of [address, { kind: 'begun', of: caller.address } as const]) await forgiveTry(db, what);
    return signedIn.token;
  }

  return [
    route({
      method: 'POST',
      path: ACCESS_ROUTES.signInOidc(':provider'),
      access: 'anyone',
      summary: 'Begins a sign-in with an organisation’s own; the browser goes to this address.',
      params: ProviderId,
      body: DONE,
      answer: z.strictObject({ address: z.string() }),
      async handle({ params, caller }) {
        mustBeFree(await countTry(db, clock, { kind: 'begun', of: caller.address }));
        const { address, begun } = await clientOf(params.provider).begin(backOf(caller, params.provider));
        caller.setCookie('oidc', await keepChallenge(db, clock, 'oidc', null, begun));
        return { address };
      },
    }),
    route({
      method: 'GET',
      path: ACCESS_ROUTES.signInOidcBack(':provider'),
      access: 'anyone',
      summary:
        'Where an organisation’s sign-in sends people back to: goes on to the console, signed in or with a reason.',
      params: ProviderId,
      query: OidcReturn,
      answer: DONE,
      redirects: true,
      async handle({ params, query, caller }) {
        try {
          caller.setCookie('session', await signIn(params.provider, query, caller));
          caller.redirect('/');
        } catch (thrown) {
          if (!(thrown instanceof Refusal)) throw thrown;
          caller.redirect(`/#${PROBLEM_FRAGMENT}${thrown.reason}`);
        }
        return {};
      },
    }),
  ];
}
