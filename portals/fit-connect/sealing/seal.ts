import { createHash, createPublicKey, type KeyObject, randomUUID } from 'node:crypto';
import { CompactEncrypt } from 'jose';
import { Bug, Refusal } from '../../../foundation/errors.ts';
import type { IdentityEvidence } from '../../identity/contract.ts';
import {
  caseNumber,
  type MetadataVersion,
  type PaymentInformation,
  type PublicEncryptionKey,
  type PublicService,
  type ReplyChannel,
  type SealedSubmission,
} from '../contract.ts';
import { limits } from '../limits.ts';
import type { SealAttachment } from './attachment.ts';
import { evidenceAttachments } from './evidence-attachment.ts';
import { fragmentsOf } from './fragments.ts';
import { writeMetadata } from './metadata/versions.ts';

/**
 * Turns a citizen's whole request into ciphertext. Runs in the session process, before any money moves; what it
 * returns is the only form in which the request leaves that process.
 */
export interface SealRequest {
  readonly packageId: string;
  readonly destinationId: string;
  /** Of the case that this follows up; a new one if left out. */
  readonly caseId?: string;
  /** Default: the case number of the package. */
  readonly senderReference?: string;
  /** Checked by `checkEncryptionKey` before. */
  readonly key: PublicEncryptionKey;
  /** That the destination reads (`metadataVersionFor`). */
  readonly metadataVersion: MetadataVersion;
  readonly publicService: PublicService | null;
  /** ARS of the place that it is about; the destination's own if left out. */
  readonly region?: string;
  readonly data: {
    readonly bytes: Uint8Array;
    readonly schemaUri: string;
    /** Default application/json. */
    readonly mimeType?: 'application/json' | 'application/xml';
  };
  readonly attachments: readonly SealAttachment[];
  /** Who vouches for the person; `null` where nobody does. */
  readonly evidence: IdentityEvidence | null;
  readonly payment?: PaymentInformation;
  /** ISO date on which the person applied, where they stood. */
  readonly applicationDate?: string;
  /** Consent to an electronic notice; left out only where nobody was asked. */
  readonly digitalNotice?: boolean;
  readonly replyChannel?: ReplyChannel;
}

export type SealRefusal = 'too-many-attachments' | 'attachment-too-large' | 'submission-too-large' | 'attachment-empty';

/** @throws Refusal<SealRefusal> where the portal would refuse it anyway; `reply-channel-not-offered` */
export async function sealSubmission(request: SealRequest): Promise<SealedSubmission> {
  const { packageId, metadataVersion } = request;
  const attachments = [...request.attachments, ...evidenceAttachments(metadataVersion, request.evidence)].map(
    ({ id = randomUUID(), ...attachment }) => ({
      ...attachment,
      id,
      fragments: fragmentsOf(metadataVersion, id, attachment.bytes),
    }),
  );
  const uploads = attachments.flatMap(({ mimeType, fragments }) =>
    fragments.map((fragment) => ({ ...fragment, mimeType })),
  );
  checkLimits(request, uploads);
  const key = importKey(request.key);
  const kid = request.key.kid;
  const dataMimeType = request.data.mimeType ?? 'application/json';

  const metadata = writeMetadata(metadataVersion, {
    dataHash: sha512(request.data.bytes),
    schemaUri: request.data.schemaUri,
    dataMimeType,
    attachments: attachments.map(({ id, purpose, mimeType, filename, bytes, fragments }) => ({
      attachmentId: id,
      purpose,
      mimeType,
      filename,
      hash: { type: 'sha512', content: sha512(bytes) },
      ...(fragments.length > 1 && { fragments: fragments.map((fragment) => fragment.id) }),
    })),
    publicService: request.publicService,
    evidence: request.evidence,
    payment: request.payment,
    senderReference: request.senderReference ?? caseNumber(packageId),
    applicationDate: request.applicationDate,
    digitalNotice: request.digitalNotice,
    replyChannel: request.replyChannel,
  });

  const sealedAttachments: SealedSubmission['attachments'] = [];
  // One after the other: a terminal has little memory, and every one is held twice while it is encrypted.
  for (const { id, bytes, mimeType } of uploads) {
    sealedAttachments.push({ id, jwe: await encrypt(bytes, key, kid, mimeType) });
  }
  return {
    packageId,
    destinationId: request.destinationId,
    ...(request.caseId !== undefined && { caseId: request.caseId }),
    metadataVersion,
    encryptionKid: kid,
    publicService: request.publicService && { ...request.publicService },
    ...(request.region !== undefined && { region: request.region }),
    attachments: sealedAttachments,
    encryptedMetadata: await encrypt(metadata, key, kid, 'application/json'),
    encryptedData: await encrypt(request.data.bytes, key, kid, dataMimeType),
  };
}

function checkLimits({ attachments, data }: SealRequest, uploads: readonly { readonly bytes: Uint8Array }[]): void {
  let total = data.bytes.byteLength;
  for (const { bytes } of attachments) {
    if (bytes.byteLength === 0) throw new Refusal<SealRefusal>('attachment-empty');
    if (bytes.byteLength > Math.min(limits.attachmentBytes, limits.sealableBytes)) {
      throw new Refusal<SealRefusal>('attachment-too-large');
    }
    total += bytes.byteLength;
  }
  if (total > limits.submissionBytes) throw new Refusal<SealRefusal>('submission-too-large');
  if (uploads.length > limits.attachments) throw new Refusal<SealRefusal>('too-many-attachments');
}

/** The key without `key_ops`: WebCrypto would allow only `wrapKey` and JOSE libraries encrypt with it. */
function importKey(jwk: PublicEncryptionKey): KeyObject {
  try {
    return createPublicKey({ key: { kty: 'RSA', n: jwk.n, e: jwk.e }, format: 'jwk' });
  } catch {
    throw new Bug('encryption key not checked');
  }
}

/** FIT-Connect, "Encryption": RSA-OAEP-256 and A256GCM, `cty` of the plaintext, never `zip` (sizes must tell nothing of the content). */
function encrypt(bytes: Uint8Array, key: KeyObject, kid: string, cty: string): Promise<string> {
  return new CompactEncrypt(bytes).setProtectedHeader({ alg: 'RSA-OAEP-256', enc: 'A256GCM', kid, cty }).encrypt(key);
}

const sha512 = (bytes: Uint8Array): string => createHash('sha512').update(bytes).digest('hex');
