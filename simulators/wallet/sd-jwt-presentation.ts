import type { KeyObject } from 'node:crypto';
import { createHash, randomBytes } from 'node:crypto';
import { SDJwtInstance } from '@sd-jwt/core';
import type { JWK } from 'jose';
import { type CredentialQuery, claimsToPresent } from './dcql-match.ts';
import type { WalletFault } from './faults.ts';
import { es256, SD_JWT } from './sd-jwt-pid.ts';

export interface PresentationOrder {
  readonly query: CredentialQuery;
  readonly holder: KeyObject;
  readonly nonce: string;
  readonly audience: string;
  readonly responseUri: string;
  /** The key that the answer is encrypted to. */
  readonly encryptionJwk: JWK;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly faults: ReadonlySet<WalletFault>;
}

const HOUR = 3_600_000;

/** Selects the claims that were asked for and binds them to this request. `null` if the identity lacks them. */
export async function presentSdJwt(issued: string, order: PresentationOrder): Promise<string | null> {
  const { query, holder, nonce, audience, now, faults } = order;
  const instance = new SDJwtInstance(SD_JWT);
  const claims = (await instance.getClaims(issued)) as Record<string, unknown>;
  const wanted = claimsToPresent(query, (path) => valueAt(claims, path) !== undefined);
  if (wanted === null) return null;
  const told = faults.has('tells-less') ? wanted.slice(1) : wanted;
  const all = faults.has('tells-more') ? [...told, ['source_document_type']] : told;
  const frame = {};
  for (const path of all) open(frame, path);
  const unbound = await instance.present(issued, frame);
  const sent = faults.has('tampered-claim') ? withForgedName(unbound) : unbound;
  if (faults.has('no-key-binding')) return sent;
  const bound = faults.has('other-presentation-bound') ? `${sent}x~` : sent;
  const header = Buffer.from(
    JSON.stringify({ typ: faults.has('other-binding-type') ? 'JWT' : 'kb+jwt', alg: 'ES256' }),
  ).toString('base64url');
  const payload = Buffer.from(
    JSON.stringify({
      iat: Math.floor((now + clockErrorOf(faults)) / 1000),
      aud: faults.has('wrong-audience') ? 'x509_hash:somebody-else' : audience,
      nonce: faults.has('wrong-nonce') ? randomBytes(16).toString('base64url') : nonce,
      sd_hash: createHash('sha256').update(bound).digest('base64url'),
    }),
  ).toString('base64url');
  return `${sent}${header}.${payload}.${es256(holder)(`${header}.${payload}`)}`;
}

const clockErrorOf = (faults: ReadonlySet<WalletFault>): number =>
  faults.has('old-key-binding') ? -HOUR : faults.has('future-key-binding') ? HOUR : 0;

/** Opens a path in a frame of `@sd-jwt/core`: `true` opens a claim, an object what is in it. */
function open(frame: Record<string, unknown>, [name, ...rest]: readonly string[]): void {
  if (name === undefined) return;
  if (rest.length === 0) {
    frame[name] = true;
    return;
  }
  const inner = frame[name] ?? {};
  frame[name] = inner;
  open(inner as Record<string, unknown>, rest);
}

const valueAt = (value: unknown, [name, ...rest]: readonly string[]): unknown =>
  name === undefined
    ? value
    : typeof value === 'object' && value !== null
      ? valueAt(Reflect.get(value, name), rest)
      : undefined;

function withForgedName(presentation: string): string {
  const [jwt = '', ...disclosures] = presentation.split('~');
  const forged = disclosures.map((disclosure) => {
    const parts: unknown[] = disclosure === '' ? [] : JSON.parse(Buffer.from(disclosure, 'base64url').toString());
    if (parts[1] !== 'family_name') return disclosure;
    return Buffer.from(JSON.stringify([parts[0], parts[1], 'SOMEBODY ELSE'])).toString('base64url');
  });
  return [jwt, ...forged].join('~');
}
