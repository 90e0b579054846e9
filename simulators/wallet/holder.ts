import { generateKeyPairSync } from 'node:crypto';
import type { Clock } from '../../foundation/clock.ts';
import { err, ok, type Result } from '../../foundation/result.ts';
import { encryptedAnswer, type PostRefusal, postForm } from './answer.ts';
import type { WalletFault } from './faults.ts';
import type { PidIssuer } from './issuer.ts';
import { presentMdoc } from './mdoc-presentation.ts';
import type { PidData } from './pid-data.ts';
import { type CheckedRequest, checkRequest, type RequestRefusal, type WalletRoots } from './request-check.ts';
import { presentSdJwt } from './sd-jwt-presentation.ts';

export type HeldFormat = 'dc+sd-jwt' | 'mso_mdoc';

export interface HolderOptions {
  readonly issuer: PidIssuer;
  /** `null`: a wallet with nothing in it. */
  readonly person: PidData | null;
  readonly roots: WalletRoots;
  readonly clock: Clock;
  /** For relays with a CA of their own. */
  readonly fetch?: typeof globalThis.fetch;
  readonly faults?: Iterable<WalletFault>;
}

/** What the telephone shows before its owner decides. */
export interface SeenRequest {
  readonly name: string;
  /** German. */
  readonly purpose: string;
  /** Names of the claims, each once. */
  readonly claims: readonly string[];
  /** Presents the identity in this encoding; `no-pid` if the wallet has none that fits (it says `access_denied`). */
  accept(format: HeldFormat): Promise<Result<void, 'no-pid' | PostRefusal>>;
  /** @param error of OpenID4VP 1.0, section 8.5 */
  refuse(error?: string): Promise<Result<void, PostRefusal>>;
}

export type ScanRefusal = RequestRefusal | PostRefusal | 'no-wallet-code';

export interface Holder {
  /** Scans a QR code: fetches the request and checks it as a wallet does. */
  scan(qrText: string): Promise<Result<SeenRequest, ScanRefusal>>;
}

/** The wallet on a citizen's telephone: OpenID4VP 1.0 with HAIP 1.0, from the scan to the posted answer. */
export function createHolder(options: HolderOptions): Holder {
  const { issuer, person, roots, clock, fetch = globalThis.fetch } = options;
  const faults = new Set(options.faults);
  const key = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey;
  const stranger = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey;

  async function scan(qrText: string): Promise<Result<SeenRequest, ScanRefusal>> {
    const url = URL.parse(qrText);
    const clientId = url?.searchParams.get('client_id');
    const requestUri = url?.searchParams.get('request_uri');
    if (!url || !/^(openid4vp|haip-vp):$/.test(url.protocol) || !clientId || !requestUri) return err('no-wallet-code');
    const fetched = await fetchText(requestUri);
    if (!fetched.ok) return fetched;
    const checked = await checkRequest(fetched.value, { clientId, requestUri }, roots, clock.now());
    if (!checked.ok) return checked;
    const { request, registration } = checked.value;
    const purpose = registration.purpose.find(({ lang }) => lang.startsWith('de')) ?? registration.purpose[0];
    return ok({
      name: registration.name,
      purpose: purpose?.value ?? '',
      claims: [...new Set(request.dcql_query.credentials[0]?.claims.map(({ path }) => path.at(-1) ?? ''))],
      accept: (format) => accept(request, format),
      refuse: (error = 'access_denied') =>
        postForm(fetch, request.response_uri, { error, state: request.state }, faults),
    });
  }

  async function accept(request: CheckedRequest, format: HeldFormat): Promise<Result<void, 'no-pid' | PostRefusal>> {
    const presentations = faults.has('nothing') ? {} : await presentationsFor(request, format);
    if (presentations === null) {
      const said = await postForm(
        fetch,
        request.response_uri,
        { error: 'access_denied', state: request.state },
        faults,
      );
      return said.ok ? err('no-pid') : said;
    }
    const response = await encryptedAnswer(request, presentations, faults);
    return postForm(fetch, request.response_uri, { response }, faults);
  }

  async function presentationsFor(
    request: CheckedRequest,
    format: HeldFormat,
  ): Promise<Readonly<Record<string, readonly string[]>> | null> {
    if (person === null) return null;
    const query = request.dcql_query.credentials.find((credential) => credential.format === format);
    if (query === undefined) return null;
    const order = {
      query,
      holder: faults.has('foreign-holder-key') ? stranger : key,
      nonce: request.nonce,
      audience: request.client_id,
      responseUri: request.response_uri,
      encryptionJwk: request.client_metadata.jwks.keys[0] ?? {},
      now: clock.now(),
      faults,
    };
    const presentation =
      format === 'mso_mdoc'
        ? await presentMdoc(await issuer.issueMdoc(person, key, faults), order)
        : await presentSdJwt(await issuer.issueSdJwt(person, key, faults), order);
    if (presentation === null) return null;
    const others = request.dcql_query.credentials.filter(({ id }) => id !== query.id);
    return {
      [query.id]: faults.has('two-presentations') ? [presentation, presentation] : [presentation],
      ...(faults.has('both-kinds') ? Object.fromEntries(others.map(({ id }) => [id, [presentation]])) : {}),
    };
  }

  async function fetchText(url: string): Promise<Result<string, PostRefusal>> {
    try {
      const answer = await fetch(url, { headers: { accept: 'application/oauth-authz-req+jwt' } });
      return answer.ok ? ok(await answer.text()) : err(`status-${answer.status}` as const);
    } catch {
      return err('unreachable');
    }
  }

  return { scan };
}
