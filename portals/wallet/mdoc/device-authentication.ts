import type { KeyObject } from 'node:crypto';
import type { WalletDoubt } from '../contract.ts';
import { embedded, encodeCbor } from './cbor.ts';
import { algorithmOf, isAllowed, verifySign1 } from './cose.ts';
import type { SessionTranscript } from './session-transcript.ts';
import type { MdocDocument } from './structures.ts';

/**
 * The holder's signature over this session (ISO/IEC 18013-5, sections 9.1.3.4 and 9.1.3.6). One of another session,
 * client, nonce or address is a wrong one: which of them it was cannot be seen from it.
 * @returns `null` = good
 */
export function doubtOfDevice(
  document: MdocDocument,
  deviceKey: KeyObject,
  transcript: SessionTranscript,
): WalletDoubt | null {
  const { nameSpaces, deviceAuth } = document.deviceSigned;
  const { deviceSignature, deviceMac } = deviceAuth;
  // A MAC needs a key agreed at arm's length; OpenID4VP with HAIP knows signatures only.
  if (deviceSignature === undefined) return deviceMac === undefined ? 'key-binding-missing' : 'algorithm';
  const algorithm = algorithmOf(deviceSignature[0]);
  if (!isAllowed(algorithm)) return 'algorithm';
  const authentication = encodeCbor(['DeviceAuthentication', transcript, document.docType, embedded(nameSpaces.bytes)]);
  const detached = encodeCbor(embedded(authentication));
  return verifySign1(deviceSignature, algorithm, detached, deviceKey) ? null : 'key-binding';
}
