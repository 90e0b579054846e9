import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

export interface Lies {
  /** Over the claims of the token. */
  claims?: Readonly<Record<string, unknown>>;
  /** Signed with a key that is not among those it publishes. */
  isForged?: boolean;
  /** In what it says of itself. */
  issuer?: string;
  /** What a person of it is asked for in the end. */
  userinfo?: Readonly<Record<string, unknown>>;
  /** Answer to the code instead of tokens. */
  refusal?: { readonly status: number; readonly body: object };
}

/**
 * An OpenID provider that lies as a test wants it to: discovery, keys, tokens, userinfo over real HTTP. Whoever comes
 * with a code gets tokens; the nonce is the code's part behind the dot, as nobody asks a person here.
 */
export async function startLyingProvider(clientId: string) {
  const [own, foreign] = [await generateKeyPair('RS256'), await generateKeyPair('RS256')];
  const jwk = { ...(await exportJWK(own.publicKey)), kid: 'k', alg: 'RS256', use: 'sig' };
  let lies: Lies = {};

  async function idToken(nonce: string): Promise<string> {
    const now = Math.floor(Date.now() / 1_000);
    const claims = { iss: address(), aud: clientId, sub: 'anna-1', nonce, iat: now, exp: now + 60, ...lies.claims };
    const key = lies.isForged ? foreign.privateKey : own.privateKey;
    return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'k' }).sign(key);
  }

  const server = createServer(async (request, response) => {
    const send = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (request.url === '/.well-known/openid-configuration')
      return send(200, {
        issuer: lies.issuer ?? address(),
        authorization_endpoint: `${address()}/authorize`,
        token_endpoint: `${address()}/token`,
        userinfo_endpoint: `${address()}/userinfo`,
        jwks_uri: `${address()}/keys`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
      });
    if (request.url === '/keys') return send(200, { keys: [jwk] });
    if (request.url === '/userinfo') return send(200, { sub: 'anna-1', ...lies.userinfo });
    if (lies.refusal) return send(lies.refusal.status, lies.refusal.body);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const code = new URLSearchParams(Buffer.concat(chunks).toString()).get('code') ?? '';
    return send(200, { access_token: 'a', token_type: 'Bearer', id_token: await idToken(code.split('.')[1] ?? '') });
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const address = () => `http://127.0.0.1:${port}`;
  return {
    issuer: address(),
    lie(more: Lies) {
      lies = more;
    },
    stop: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
