import type { Configuration } from 'openid-client';
import { z } from 'zod';
import type { Clock } from '../../../foundation/clock.ts';
import { Refusal, reasonOf } from '../../../foundation/errors.ts';
import { code, type Log } from '../../../foundation/log.ts';
import { ACCESS_DELAYS } from '../../domain/access/delays.ts';
import type { OidcIdentity, OidcProvider } from '../../domain/access/oidc.ts';
import { oidcReasonOf, providerWordOf } from './oidc-reasons.ts';
import { StaffName } from './schemas.ts';

/** What must come back, or be proved, when somebody returns from the provider. */
export const OidcBegun = z.strictObject({
  provider: z.string(),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
});
export type OidcBegun = z.infer<typeof OidcBegun>;

/** One organisation's sign-in, by the authorization code flow with PKCE (OpenID Connect Core 1.0, section 3.1; RFC 7636). */
export interface OidcClient {
  readonly provider: OidcProvider;
  /** @param back where the provider sends people back to; refuses with `oidc-unreachable`, `oidc-issuer-wrong` */
  begin(back: string): Promise<{ readonly address: string; readonly begun: OidcBegun }>;
  /** @param returned the address with which somebody came back; refuses with an `OidcRefusal` */
  finish(returned: URL, begun: OidcBegun): Promise<OidcIdentity>;
}

const Claims = z.looseObject({
  sub: z.string().min(1),
  email: z.string().optional(),
  email_verified: z.union([z.boolean(), z.string()]).optional(),
  preferred_username: z.string().optional(),
});

export function createOidcClient(provider: OidcProvider, clock: Clock, log: Log): OidcClient {
  let known: { readonly at: number; readonly configuration: Promise<Configuration> } | null = null;

  /** Asks the provider what it says of itself, which is kept for whoever comes back. */
  function ask(): Promise<Configuration> {
    const asked = discover(provider);
    known = { at: clock.now(), configuration: asked };
    asked.catch(() => {
      known = null;
    });
    return asked;
  }

  function configuration(): Promise<Configuration> {
    if (known && known.at > clock.now() - ACCESS_DELAYS.providerMetadata) return known.configuration;
    return ask();
  }

  async function orRefuse<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (thrown) {
      if (thrown instanceof Refusal) throw thrown;
      const reason = oidcReasonOf(thrown);
      // What is no answer of theirs, and no failure of the network, is ours.
      if (reason === null) throw thrown;
      if (reason !== 'oidc-cancelled') {
        const said = code(providerWordOf(thrown) ?? reasonOf(thrown));
        log.event('warn', 'hub.oidc.refused', { provider: code(provider.id), reason: code(reason), said });
      }
      throw new Refusal(reason);
    }
  }

  return {
    provider,
    begin: (back) =>
      orRefuse(async () => {
        const client = await import('openid-client');
        // Anew each time: nobody is sent to a provider that is down.
        const config = await ask();
        const begun: OidcBegun = {
          provider: provider.id,
          state: client.randomState(),
          nonce: client.randomNonce(),
          verifier: client.randomPKCECodeVerifier(),
        };
        const address = client.buildAuthorizationUrl(config, {
          redirect_uri: back,
          scope: provider.scope,
          state: begun.state,
          nonce: begun.nonce,
          code_challenge: await client.calculatePKCECodeChallenge(begun.verifier),
          code_challenge_method: 'S256',
        });
        return { address: address.href, begun };
      }),
    finish: (returned, { state, nonce, verifier }) =>
      orRefuse(async () => {
        const client = await import('openid-client');
        const config = await configuration();
        const issuer = returned.searchParams.get('iss');
        if (issuer !== null && issuer !== config.serverMetadata().issuer) throw new Refusal('oidc-issuer-wrong');
        const tokens = await client.authorizationCodeGrant(config, returned, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        });
        const subject = tokens.claims()?.sub ?? '';
        // Many providers tell e-mail address and groups there only (OpenID Connect Core 1.0, section 5.4).
        const more = config.serverMetadata().userinfo_endpoint
          ? await client.fetchUserInfo(config, tokens.access_token, subject)
          : {};
        return identityOf(provider, { ...tokens.claims(), ...more });
      }),
  };
}

async function discover({ issuer, clientId, clientSecret }: OidcProvider): Promise<Configuration> {
  const client = await import('openid-client');
  const url = new URL(issuer);
  const config = await client.discovery(url, clientId, undefined, authentication(client, clientSecret), {
    timeout: ACCESS_DELAYS.providerAnswer / 1_000,
    // Without TLS only on this machine: the configuration refuses other addresses.
    execute: url.protocol === 'http:' ? [client.allowInsecureRequests] : [],
  });
  config.timeout = ACCESS_DELAYS.providerAnswer / 1_000;
  // The signature is verified too, not only who answered (the library does not by default).
  client.enableNonRepudiationChecks(config);
  return config;
}

type Library = typeof import('openid-client');

/** HTTP Basic unless the provider offers only the body (OpenID Connect Discovery 1.0, section 3: Basic is the default). */
function authentication(client: Library, secret: string | null): ReturnType<Library['None']> {
  if (secret === null) return client.None();
  const [basic, post] = [client.ClientSecretBasic(secret), client.ClientSecretPost(secret)];
  return (server, ...rest) => {
    const offered = server.token_endpoint_auth_methods_supported;
    return ((offered?.includes('client_secret_basic') ?? true) ? basic : post)(server, ...rest);
  };
}

/** @throws Refusal `oidc-token-invalid` where a claim that must be there is not */
function identityOf({ createAccounts }: OidcProvider, told: Readonly<Record<string, unknown>>): OidcIdentity {
  const claims = Claims.safeParse(told);
  if (!claims.success) throw new Refusal('oidc-token-invalid');
  const { sub, email, email_verified, preferred_username } = claims.data;
  const verified = email_verified === true || email_verified === 'true' ? (email?.trim().toLowerCase() ?? null) : null;
  const named = [preferred_username, verified].map((name) => StaffName.safeParse(name).data);
  return {
    subject: sub,
    email: verified,
    nameWished: named.find((name) => name !== undefined) ?? null,
    groups: createAccounts ? textsOf(told[createAccounts.claim]) : [],
  };
}

/** A claim of groups is an array, or one text where there is one group. */
const textsOf = (claim: unknown): readonly string[] =>
  (Array.isArray(claim) ? claim : [claim]).filter((text): text is string => typeof text === 'string');
