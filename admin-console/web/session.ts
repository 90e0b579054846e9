import { useEffect, useState } from 'preact/hooks';
import {
  ACCESS_ROUTES,
  LINK_FRAGMENT,
  OIDC_REFUSALS,
  type OidcRefusal,
  PROBLEM_FRAGMENT,
  type SessionView,
} from '../contract/access/access.ts';
import { ask } from './hub-client.ts';

/** Why nobody is signed in: shown on the sign-in page. */
export type SignedOutWhy =
  | 'none'
  | 'signed-out'
  | 'ended'
  | 'link-used'
  | 'link-expired'
  | 'link-unknown'
  | 'unreachable'
  | OidcRefusal;
export type SignInState =
  | { readonly kind: 'looking' }
  | { readonly kind: 'in'; readonly session: SessionView }
  | { readonly kind: 'out'; readonly why: SignedOutWhy };

export interface SessionHook {
  readonly state: SignInState;
  /** Asks the hub who is signed in. @param why shown if nobody is */
  readonly look: (why: SignedOutWhy) => Promise<void>;
  readonly signOut: () => Promise<void>;
  /** They have come by a link that signs in once. */
  readonly isByLink: boolean;
}

/** While somebody works here, the hub hears of it this often, in milliseconds: the session does not fall idle. */
const STILL_HERE = 300_000;

export function useSession(): SessionHook {
  const [state, setState] = useState<SignInState>({ kind: 'looking' });
  const [isByLink, setByLink] = useState(false);

  async function look(why: SignedOutWhy): Promise<void> {
    const { status, body } = await ask('GET', ACCESS_ROUTES.session);
    if (status === 200) return setState({ kind: 'in', session: body as SessionView });
    // A hub that does not answer has signed nobody out: the page stays, with what is being written on it.
    setState((before) =>
      status !== 401 && before.kind === 'in' ? before : { kind: 'out', why: status === 401 ? why : 'unreachable' },
    );
  }
  async function enter(): Promise<void> {
    const problem = takeFragment(PROBLEM_FRAGMENT);
    if (problem !== null) return look(OIDC_REFUSALS.find((reason) => reason === problem) ?? 'oidc-refused');
    const token = takeFragment(LINK_FRAGMENT);
    if (token === null) return look('none');
    const { status, body } = await ask('POST', ACCESS_ROUTES.signInLink, { token });
    const reason = (body as { reason?: SignedOutWhy } | null)?.reason;
    setByLink(status === 200);
    // Somebody who opens their link again is signed in already.
    await look(status === 401 && reason ? reason : 'unreachable');
  }
  async function signOut(): Promise<void> {
    const { status } = await ask('DELETE', ACCESS_ROUTES.session);
    // Whoever wants to leave is not kept, but told that the hub has not heard of it.
    if (status === 0) setState({ kind: 'out', why: 'unreachable' });
    else await look('signed-out');
  }

  useEffect(() => void enter(), []);
  useEffect(() => {
    let last = Date.now();
    const stillHere = () => {
      if (Date.now() - last < STILL_HERE) return;
      last = Date.now();
      void look('ended');
    };
    for (const event of ['pointerdown', 'keydown']) addEventListener(event, stillHere);
    return () => {
      for (const event of ['pointerdown', 'keydown']) removeEventListener(event, stillHere);
    };
  }, []);
  return { state, look, signOut, isByLink };
}

/** Takes it out of the address bar, too. */
function takeFragment(name: string): string | null {
  const { hash, pathname } = location;
  if (!hash.startsWith(`#${name}`)) return null;
  history.replaceState(null, '', pathname);
  return hash.slice(1 + name.length);
}
