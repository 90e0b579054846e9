import { createHash } from 'node:crypto';
import { DataItem, DeviceResponse, parse } from '@auth0/mdl';
import type { DcqlCredential } from 'dcql';
import { calculateJwkThumbprint } from 'jose';
import type { Bound, Held, Path } from './held.ts';

const PID = 'eu.europa.ec.eudi.pid.1';

/** An mdoc as `dcql` wants to see it: which elements it has. */
export function mdocCredential(mdoc: Uint8Array): DcqlCredential {
  const document = parse(withoutDevice(mdoc)).documents[0];
  const namespaces = Object.entries(document?.issuerSigned.nameSpaces ?? {}).map(([name, items]) => [
    name,
    Object.fromEntries(items.map(({ elementIdentifier }) => [elementIdentifier, true])),
  ]);
  return {
    credential_format: 'mso_mdoc',
    doctype: document?.docType ?? '',
    namespaces: Object.fromEntries(namespaces),
    cryptographic_holder_binding: true,
  };
}

/** Tells these elements and no others, signed by the holder's key over the transcript of this request. */
export async function presentMdoc({ mdoc, key }: Held, wanted: readonly Path[], bound: Bound): Promise<string> {
  const fields = wanted.map(([namespace, element]) => ({
    path: [`$['${namespace}']['${element}']`],
    intent_to_retain: false,
  }));
  const response = await DeviceResponse.from(withoutDevice(mdoc ?? new Uint8Array()))
    .usingPresentationDefinition({
      id: 'pid',
      input_descriptors: [
        {
          id: PID,
          format: { mso_mdoc: { alg: ['ES256'] } },
          constraints: { limit_disclosure: 'required', fields },
        },
      ],
    })
    .usingSessionTranscriptBytes(await transcriptOf(bound))
    .authenticateWithSignature({ ...key.export({ format: 'jwk' }) }, 'ES256')
    .sign();
  return Buffer.from(response.encode()).toString('base64url');
}

/** OpenID4VP 1.0, appendix B.2.6.1; the library's own `usingSessionTranscriptForOID4VP` is of a draft of 2023. */
async function transcriptOf({ clientId, nonce, responseUri, encryptionKey }: Bound): Promise<Buffer> {
  const thumbprint = Buffer.from(await calculateJwkThumbprint(encryptionKey), 'base64url');
  const info = cbor([clientId, nonce, thumbprint, responseUri]);
  const handover = ['OpenID4VPHandover', createHash('sha256').update(info).digest()];
  return cbor(DataItem.fromData([null, null, handover]));
}

/** What an issuer hands out (IssuerSigned), as the response that the library reads (ISO/IEC 18013-5, section 8.3.2.1.2.2). */
const withoutDevice = (issuerSigned: Uint8Array): Buffer => {
  const signed: unknown = new DataItem({ buffer: Buffer.from(issuerSigned) }).data;
  const document = new Map<string, unknown>([
    ['docType', PID],
    ['issuerSigned', signed],
  ]);
  return cbor(
    new Map<string, unknown>([
      ['version', '1.0'],
      ['documents', [document]],
      ['status', 0],
    ]),
  );
};

/** With the encoder of the library itself. */
const cbor = (value: unknown): Buffer => Buffer.from(DataItem.fromData(value).buffer);
