import type { Clock } from '../../../foundation/clock.ts';
import { Refusal } from '../../../foundation/errors.ts';
import { isFresh, type Principal } from '../../domain/access/principal.ts';

type Person = Principal & { readonly session: NonNullable<Principal['session']> };

/** A person: a key has no account. @throws Refusal `not-allowed` */
export function person(principal: Principal): Person {
  const { session } = principal;
  if (!session) throw new Refusal('not-allowed');
  return { ...principal, session };
}

/**
 * Somebody who may change how they sign in. Whom their organisation has signed in makes no way in for themselves that
 * the organisation could not end.
 * @throws Refusal `sign-in-again` for a session that is not fresh, `signed-in-by-organisation`
 */
export function fresh(principal: Principal, clock: Clock): Person {
  const who = person(principal);
  if (who.session.way === 'oidc') throw new Refusal('signed-in-by-organisation');
  if (!isFresh(who, clock.now())) throw new Refusal('sign-in-again');
  return who;
}
