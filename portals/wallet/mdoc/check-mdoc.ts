import { createHash, X509Certificate } from 'node:crypto';
import { err, ok, type Result } from '../../../foundation/result.ts';
import { MAX_CHAIN } from '../../../foundation/x509/certificate-path.ts';
import { PID_TYPE } from '../attributes.ts';
import { type CheckedPresentation, doubtOfValidity, factsOf, wasAskedFor } from '../checked-presentation.ts';
import type { WalletDoubt, WalletRequest } from '../contract.ts';
import { LIMITS } from '../limits.ts';
import type { TrustList } from '../trust/trust-list.ts';
import { embedded, encodeCbor, tryDecode } from './cbor.ts';
import { algorithmOf, Bytes, isAllowed, LABEL, verifySign1 } from './cose.ts';
import { doubtOfDevice } from './device-authentication.ts';
import type { SessionTranscript } from './session-transcript.ts';
import {
  DeviceResponse,
  type MdocDocument,
  type MobileSecurityObject,
  type SignedItem,
  SignedObject,
} from './structures.ts';

/** ISO/IEC 18013-5, table 21, as `node:crypto` calls them. */
const DIGESTS: Readonly<Record<string, string>> = { 'SHA-256': 'sha256', 'SHA-384': 'sha384', 'SHA-512': 'sha512' };

/**
 * Checks a DeviceResponse (ISO/IEC 18013-5, sections 9.1.3 and 9.3.1; OpenID4VP 1.0, appendix B.2): who issued it and
 * whether they are trusted, its type and validity, that each element is what was issued, that the holder's key signed
 * this session, and that it tells what was asked and no more.
 * @param content base64url
 * @param now epoch milliseconds
 */
export function checkMdoc(
  content: string,
  request: WalletRequest,
  transcript: SessionTranscript,
  trust: TrustList,
  now: number,
): Result<CheckedPresentation, WalletDoubt> {
  if (!/^[\w-]+$/.test(content)) return err('malformed');
  const response = DeviceResponse.safeParse(tryDecode(Buffer.from(content, 'base64url')));
  if (!response.success) return err('malformed');
  const [document, ...others] = response.data.documents;
  if (document === undefined) return err('malformed');
  if (others.length > 0) return err('too-much');
  if (document.docType !== PID_TYPE.mso_mdoc) return err('wrong-type');

  const items = Object.values(document.issuerSigned.nameSpaces).flat();
  if (items.length > LIMITS.disclosures) return err('too-large');

  const issued = checkIssuer(document, trust, now);
  if (!issued.ok) return issued;
  const { object, leaf } = issued.value;
  if (object.docType !== document.docType) return err('wrong-type');
  const { validFrom, validUntil } = object.validityInfo;
  const invalid = doubtOfValidity(validFrom, validUntil, now);
  if (invalid !== null) return err(invalid);

  const unbound = doubtOfDevice(document, object.deviceKeyInfo.deviceKey, transcript);
  if (unbound !== null) return err(unbound);

  const claims = issuedElements(document, object);
  if (!claims.ok) return claims;
  const told = Object.entries(document.issuerSigned.nameSpaces).flatMap(([nameSpace, items]) =>
    items.map(({ value }) => [nameSpace, value.elementIdentifier]),
  );
  if (!told.every((path) => wasAskedFor(path, request, 'mso_mdoc'))) return err('too-much');
  // What the holder adds by their own word is not what an issuer vouches for.
  if (Object.keys(document.deviceSigned.nameSpaces.value).length > 0) return err('too-much');
  return ok({
    format: 'mso_mdoc',
    claims: claims.value,
    issuer: factsOf(leaf),
    validFrom,
    validUntil,
    status: object.status,
  });
}

interface Issued {
  readonly object: MobileSecurityObject;
  readonly leaf: X509Certificate;
}

function checkIssuer(document: MdocDocument, trust: TrustList, now: number): Result<Issued, WalletDoubt> {
  const { issuerAuth } = document.issuerSigned;
  const [protectedHeader, unprotected, payload] = issuerAuth;
  const algorithm = algorithmOf(protectedHeader);
  if (!isAllowed(algorithm)) return err('algorithm');
  const chain = chainOfHeader(unprotected[LABEL.x5chain]);
  const [leaf] = chain ?? [];
  if (chain === null || payload === null) return err('malformed');
  if (leaf === undefined || !trust.trusts(chain, 'pid', now)) return err('issuer-untrusted');
  if (!verifySign1(issuerAuth, algorithm, payload, leaf.publicKey)) return err('signature');
  const object = SignedObject.safeParse(tryDecode(payload));
  return object.success ? ok({ object: object.data.value, leaf }) : err('malformed');
}

/** RFC 9360, section 2: one certificate or several, leaf first. */
function chainOfHeader(value: unknown): X509Certificate[] | null {
  const certificates = Array.isArray(value) ? value : [value];
  if (certificates.length > MAX_CHAIN) return null;
  try {
    return certificates.map((der) => new X509Certificate(Bytes.parse(der)));
  } catch {
    return null;
  }
}

/** The elements by name, each held against the digest that the issuer signed. */
function issuedElements(
  document: MdocDocument,
  object: MobileSecurityObject,
): Result<Readonly<Record<string, unknown>>, WalletDoubt> {
  const hash = DIGESTS[object.digestAlgorithm];
  if (hash === undefined) return err('algorithm');
  const claims = new Map<string, unknown>();
  for (const [nameSpace, items] of Object.entries(document.issuerSigned.nameSpaces)) {
    for (const item of items) {
      if (!isIssued(item, object.valueDigests[nameSpace] ?? {}, hash)) return err('signature');
      const { elementIdentifier: name, elementValue } = item.value;
      if (claims.has(name)) return err('malformed');
      claims.set(name, elementValue);
    }
  }
  return ok(Object.fromEntries(claims));
}

function isIssued({ bytes, value }: SignedItem, digests: Readonly<Record<string, Uint8Array>>, hash: string): boolean {
  const signed = digests[value.digestID];
  const digest = createHash(hash)
    .update(encodeCbor(embedded(bytes)))
    .digest();
  return signed !== undefined && digest.equals(signed);
}
