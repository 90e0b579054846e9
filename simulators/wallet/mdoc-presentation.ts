import { randomBytes } from 'node:crypto';
import type { DeviceAuthOptions, DeviceSignature, DeviceSignedItems, IssuerSigned, IssuerSignedItem } from '@owf/mdoc';
import { calculateJwkThumbprint } from 'jose';
import { claimsToPresent } from './dcql-match.ts';
import type { WalletFault } from './faults.ts';
import { mdoc, signingWith } from './mdoc-context.ts';
import { PID_NAMESPACE } from './mdoc-pid.ts';
import type { PresentationOrder } from './sd-jwt-presentation.ts';

/** Selects the elements that were asked for and signs this session. `null` if the identity lacks them. */
export async function presentMdoc(issued: IssuerSigned, order: PresentationOrder): Promise<string | null> {
  const { query, holder, faults } = order;
  const items = issued.getIssuerNamespace(PID_NAMESPACE) ?? [];
  const wanted = claimsToPresent(query, ([, name]) => items.some((item) => item.elementIdentifier === name));
  if (wanted === null) return null;
  const names = wanted.map((path) => path.at(-1));
  const told = faults.has('tells-less') ? names.slice(1) : names;
  const all = faults.has('tells-more') ? [...told, 'source_document_type'] : told;
  const chosen = items.filter((item) => all.includes(item.elementIdentifier));
  const selected = faults.has('element-twice') ? [...chosen, ...chosen.slice(0, 1)] : chosen;
  const docType = faults.has('disguised-type') ? PID_NAMESPACE : issued.issuerAuth.mobileSecurityObject.docType;
  const deviceNamespaces = mdoc.DeviceNamespaces.create({ deviceNamespaces: ownClaims(faults) });
  const authentication = mdoc.DeviceAuthentication.create({
    sessionTranscript: await transcriptOf(order),
    docType,
    deviceNamespaces,
  });
  const signing = signingWith(holder);
  const deviceSignature = await mdoc.DeviceSignature.create(
    {
      protectedHeaders: new Map([[mdoc.Header.Algorithm, mdoc.SignatureAlgorithm.ES256]]),
      detachedPayload: authentication.encode({ asDataItem: true }),
      signingKey: mdoc.CoseKey.fromJwk({ kty: 'EC', crv: 'P-256' }),
    },
    signing,
  );
  const document = mdoc.Document.create({
    docType,
    issuerSigned: mdoc.IssuerSigned.create({
      issuerNamespaces: mdoc.IssuerNamespaces.create({
        issuerNamespaces: new Map([
          [PID_NAMESPACE, faults.has('tampered-claim') ? withForgedName(selected) : selected],
        ]),
      }),
      issuerAuth: issued.issuerAuth,
    }),
    deviceSigned: mdoc.DeviceSigned.create({
      deviceNamespaces,
      deviceAuth: mdoc.DeviceAuth.create(proofOf(deviceSignature, faults)),
    }),
  });
  return mdoc.DeviceResponse.createSimple({
    documents: faults.has('two-documents') ? [document, document] : [document],
  }).encodedForOid4Vp;
}

function ownClaims(faults: ReadonlySet<WalletFault>): Map<string, DeviceSignedItems> {
  if (!faults.has('adds-own-claims')) return new Map();
  const deviceSignedItems = new Map([['resident_city', 'MUSTERSTADT']]);
  return new Map([[PID_NAMESPACE, mdoc.DeviceSignedItems.create({ deviceSignedItems })]]);
}

function proofOf(deviceSignature: DeviceSignature, faults: ReadonlySet<WalletFault>): DeviceAuthOptions {
  if (faults.has('no-key-binding')) return {};
  if (!faults.has('mac-for-signature')) return { deviceSignature };
  const { protectedHeaders, unprotectedHeaders, signature } = deviceSignature;
  const mac = { protectedHeaders, unprotectedHeaders, payload: null, tag: signature };
  return { deviceMac: mdoc.DeviceMac.fromDecodedStructure(mac) };
}

/** What the signature is bound to (OpenID4VP 1.0, appendix B.2.6.1). */
async function transcriptOf(order: PresentationOrder) {
  const { nonce, audience, responseUri, encryptionJwk, faults } = order;
  const thumbprint = await calculateJwkThumbprint(encryptionJwk, 'sha256');
  return mdoc.SessionTranscript.forOid4Vp(
    {
      clientId: faults.has('wrong-audience') ? 'x509_hash:somebody-else' : audience,
      nonce: faults.has('wrong-nonce') ? randomBytes(16).toString('base64url') : nonce,
      jwkThumbprint: Buffer.from(thumbprint, 'base64url'),
      responseUri,
    },
    signingWith(order.holder),
  );
}

const withForgedName = (items: readonly IssuerSignedItem[]): IssuerSignedItem[] =>
  items.map((item) =>
    item.elementIdentifier === 'family_name'
      ? mdoc.IssuerSignedItem.fromOptions({
          digestId: item.digestId,
          random: item.random,
          elementIdentifier: 'family_name',
          elementValue: 'SOMEBODY ELSE',
        })
      : item,
  );
