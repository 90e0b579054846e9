import { createHash } from 'node:crypto';
import { calculateJwkThumbprint } from 'jose';
import type { ProximityEngagement } from '../proximity-contract.ts';
import type { AskedQuestion } from '../request/request-object.ts';
import { embedded, encodeCbor } from './cbor.ts';

/** What a wallet's signature is bound to, as a value to be encoded (ISO/IEC 18013-5, section 9.1.5.1). */
export type SessionTranscript = readonly [unknown, unknown, unknown];

/** For an answer by OpenID4VP (OpenID4VP 1.0, appendix B.2.6.1): this client, nonce, key and address. */
export async function remoteTranscript({
  clientId,
  nonce,
  responseUri,
  encryption,
}: Pick<AskedQuestion, 'clientId' | 'nonce' | 'responseUri'> & {
  readonly encryption: Pick<AskedQuestion['encryption'], 'publicJwk'>;
}): Promise<SessionTranscript> {
  const thumbprint = await calculateJwkThumbprint(encryption.publicJwk, 'sha256');
  const info = encodeCbor([clientId, nonce, Buffer.from(thumbprint, 'base64url'), responseUri]);
  return [null, null, ['OpenID4VPHandover', createHash('sha256').update(info).digest()]];
}

/** For a wallet at arm's length. */
export function proximityTranscript({ deviceEngagement, readerKey, handover }: ProximityEngagement): SessionTranscript {
  return [
    embedded(deviceEngagement),
    embedded(readerKey),
    handover.kind === 'qr' ? null : [handover.select, handover.request],
  ];
}
