import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

export type RealProvider = Awaited<ReturnType<typeof startRealProvider>>;

/** A certified OpenID provider (npm `oidc-provider`) on this machine, with the claims of whoever signs in there. */
export async function startRealProvider(options: {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly back: string;
  readonly claimsOf: (login: string) => Readonly<Record<string, unknown>>;
}) {
  const { clientId, clientSecret, back, claimsOf } = options;
  let answer: ReturnType<Provider['callback']> = () => undefined;
  const server = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [back] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['preferred_username', 'groups'] },
    findAccount: (_: unknown, sub: string) => ({ accountId: sub, claims: () => ({ sub, ...claimsOf(sub) }) }),
    cookies: { keys: ['of-a-test'] },
    pkce: { required: () => true },
  });
  answer = provider.callback();
  return {
    issuer,
    stop: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/**
 * Somebody at the provider's pages: signs in and consents, or cancels.
 * @returns the address to which the provider sends them back
 */
export async function personAtProvider(begin: string, back: string, login: string | null): Promise<string> {
  const jar = new Map<string, string>();
  const go = async (address: string, form?: Record<string, string>): Promise<string | null> => {
    const answer = await fetch(address, {
      redirect: 'manual',
      headers: { cookie: [...jar].map((pair) => pair.join('=')).join('; ') },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      jar.set(name, value);
    }
    const location = answer.headers.get('location');
    return location && new URL(location, address).href;
  };
  let at = begin;
  for (let steps = 0; steps < 12; steps++) {
    if (at.startsWith(back)) return at;
    const next = await go(at);
    if (next !== null) {
      at = next;
      continue;
    }
    // A page that asks: who are you, then: may this program know.
    if (login === null) at = (await go(`${at}/abort`)) ?? '';
    else at = (await go(at, { prompt: 'login', login, password: 'x' })) ?? (await go(at, { prompt: 'consent' })) ?? '';
  }
  throw new Error(`the provider did not send anybody back, last at ${at}`);
}
