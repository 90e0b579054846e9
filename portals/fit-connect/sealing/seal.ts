import { createHash, createPublicKey, type KeyObject, randomUUID } from 'node:crypto';
import { CompactEncrypt } from 'jose';
import { Bug, Refusal } from '../../../foundation/errors.ts';
import { caseNumber, type Metadata, type PublicEncryptionKey, type SealedSubmission } from '../contract.ts';
import { limits } from '../limits.ts';
import { buildMetadata } from './metadata.ts';

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
  readonly publicService: { readonly name: string; readonly identifier: string } | null;
  readonly data: {
    readonly bytes: Uint8Array;
    readonly schemaUri: string;
    /** Default application/json. */
    readonly mimeType?: 'application/json' | 'application/xml';
  };
  readonly attachments: readonly SealAttachment[];
  /** Identification report as JSON text. */
  readonly authentication?: { readonly report: string };
  readonly payment?: NonNullable<Metadata['paymentInformation']>;
  readonly replyChannel?: NonNullable<Metadata['replyChannel']>;
}

export interface SealAttachment {
  /** Default: a new one. */
  readonly id?: string;
  readonly filename: string;
  readonly mimeType: string;
  readonly purpose: 'form' | 'attachment' | 'report';
  readonly bytes: Uint8Array;
}

export type SealRefusal = 'too-many-attachments' | 'attachment-too-large' | 'submission-too-large' | 'attachment-empty';

/** @throws Refusal<SealRefusal> where the portal would refuse it anyway */
export async function sealSubmission(request: SealRequest): Promise<SealedSubmission> {
  checkLimits(request);
  const key = importKey(request.key);
  const kid = request.key.kid;
  const attachments = request.attachments.map((attachment) => ({ ...attachment, id: attachment.id ?? randomUUID() }));

  const metadata = buildMetadata({
    dataHash: sha512(request.data.bytes),
    schemaUri: request.data.schemaUri,
    dataMimeType: request.data.mimeType ?? 'application/json',
    attachments: attachments.map((attachment) => ({
      attachmentId: attachment.id,
      purpose: attachment.purpose,
      mimeType: attachment.mimeType,
      filename: attachment.filename,
      hash: { type: 'sha512', content: sha512(attachment.bytes) },
    })),
    publicService: request.publicService,
    report: request.authentication?.report,
    payment: request.payment,
    senderReference: request.senderReference ?? caseNumber(request.packageId),
    replyChannel: request.replyChannel,
  });

  const sealedAttachments: SealedSubmission['attachments'] = [];
  // One after the other: a terminal has little memory, and every one is held twice while it is encrypted.
  for (const attachment of attachments) {
    sealedAttachments.push({ id: attachment.id, jwe: await encrypt(attachment.bytes, key, kid, attachment.mimeType) });
  }
  return {
    packageId: request.packageId,
    destinationId: request.destinationId,
    ...(request.caseId !== undefined && { caseId: request.caseId }),
    encryptionKid: kid,
    publicService: request.publicService && { ...request.publicService },
    attachments: sealedAttachments,
    encryptedMetadata: await encrypt(metadata, key, kid, 'application/json'),
    encryptedData: await encrypt(request.data.bytes, key, kid, request.data.mimeType ?? 'application/json'),
  };
}

function checkLimits({ attachments, data }: SealRequest): void {
  if (attachments.length > limits.attachments) throw new Refusal<SealRefusal>('too-many-attachments');
  let total = data.bytes.byteLength;
  for (const { bytes } of attachments) {
    if (bytes.byteLength === 0) throw new Refusal<SealRefusal>('attachment-empty');
    if (bytes.byteLength > Math.min(limits.attachmentBytes, limits.sealableBytes)) {
      throw new Refusal<SealRefusal>('attachment-too-large');
    }
    total += bytes.byteLength;
  }
  if (total > limits.submissionBytes) throw new Refusal<SealRefusal>('submission-too-large');
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
