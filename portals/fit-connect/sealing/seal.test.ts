import { compactDecrypt, decodeProtectedHeader } from 'jose';
import { beforeAll, expect, test } from 'vitest';
import { Refusal } from '../../../foundation/errors.ts';
import { sha512 } from '../../../simulators/fit-connect/content-checks.ts';
import { openPortalKeys, type PortalKey } from '../../../simulators/fit-connect/keys.ts';
import {
  DESTINATION,
  JPEG,
  json,
  KEY_DIRECTORY,
  PDF,
  PERMIT,
  SCHEMA_URI,
} from '../../../simulators/fit-connect/test-support/portal.ts';
import { Metadata, type PublicEncryptionKey, SealedSubmission } from '../contract.ts';
import { tagsOf } from '../events/authentication-tags.ts';
import { limits } from '../limits.ts';
import { type SealAttachment, type SealRequest, sealSubmission } from './seal.ts';

let key: PortalKey;
let request: SealRequest;
let sealed: SealedSubmission;

beforeAll(async () => {
  key = await (await openPortalKeys(KEY_DIRECTORY)).encryption(DESTINATION, 0);
  request = {
    packageId: crypto.randomUUID(),
    destinationId: DESTINATION,
    key: key.publicJwk as PublicEncryptionKey,
    publicService: PERMIT,
    data: { bytes: json({ name: 'Erika' }), schemaUri: SCHEMA_URI },
    attachments: [
      { filename: 'antrag.pdf', mimeType: 'application/pdf', purpose: 'form', bytes: PDF },
      { filename: 'schein.jpg', mimeType: 'image/jpeg', purpose: 'attachment', bytes: JPEG },
    ],
    authentication: { report: '{"reportId":"1"}' },
  };
  sealed = await sealSubmission(request);
}, 60_000);

const open = async (jwe: string) => (await compactDecrypt(jwe, key.privateKey)).plaintext;
const metadata = async (of: SealedSubmission) =>
  Metadata.parse(JSON.parse(new TextDecoder().decode(await open(of.encryptedMetadata))));

const attachment = (bytes: Uint8Array): SealAttachment => ({
  filename: 'x.pdf',
  mimeType: 'application/pdf',
  purpose: 'attachment',
  bytes,
});

const refusalOf = async (attachments: readonly SealAttachment[]) => {
  const thrown = await sealSubmission({ ...request, attachments }).catch((e: unknown) => e);
  return thrown instanceof Refusal ? thrown.reason : thrown;
};

test('what was sealed is what the contract describes', () => {
  expect(SealedSubmission.safeParse(sealed).success).toBe(true);
});

test('the authority reads back exactly what was sealed', async () => {
  expect(Buffer.from(await open(sealed.encryptedData))).toEqual(Buffer.from(request.data.bytes));
  expect(Buffer.from(await open(sealed.attachments[1]?.jwe ?? ''))).toEqual(Buffer.from(JPEG));
});

test('every JWE names algorithm, key and type of content, and is not compressed', () => {
  const headers = [sealed.encryptedMetadata, sealed.encryptedData, ...sealed.attachments.map((a) => a.jwe)].map((jwe) =>
    decodeProtectedHeader(jwe),
  );
  const common = { alg: 'RSA-OAEP-256', enc: 'A256GCM', kid: key.kid };
  expect(headers).toEqual([
    { ...common, cty: 'application/json' },
    { ...common, cty: 'application/json' },
    { ...common, cty: 'application/pdf' },
    { ...common, cty: 'image/jpeg' },
  ]);
});

test('the metadata carry the hash of every part', async () => {
  const { contentStructure } = await metadata(sealed);
  expect(contentStructure.data.hash.content).toBe(sha512(request.data.bytes));
  expect(contentStructure.attachments.map((a) => [a.attachmentId, a.hash.content])).toEqual([
    [sealed.attachments[0]?.id, sha512(PDF)],
    [sealed.attachments[1]?.id, sha512(JPEG)],
  ]);
});

test('the identification report travels as base64url', async () => {
  const [report] = (await metadata(sealed)).authenticationInformation ?? [];
  expect(report).toEqual({
    type: 'identificationReport',
    version: '2.0.0',
    content: Buffer.from('{"reportId":"1"}').toString('base64url'),
  });
});

test('nothing optional is written where there is nothing', async () => {
  const { authentication: _, ...bare } = request;
  const written = await metadata(await sealSubmission({ ...bare, publicService: null }));
  expect(Object.keys(written).sort()).toEqual(['$schema', 'additionalReferenceInfo', 'contentStructure']);
});

test('two seals of the same request share no tag', async () => {
  const again = tagsOf(await sealSubmission(request));
  expect(again.data).not.toBe(tagsOf(sealed).data);
});

test('nothing of the content is readable in what was sealed', async () => {
  const canary = 'Zz-Kanarienvogel-zZ';
  const withCanary = await sealSubmission({
    ...request,
    data: { ...request.data, bytes: json({ name: canary }) },
    attachments: [{ ...attachment(PDF), filename: `${canary}.pdf` }],
  });
  expect(JSON.stringify(withCanary)).not.toContain(canary);
});

test('more attachments than the portal takes', async () => {
  expect(await refusalOf(Array(limits.attachments + 1).fill(attachment(PDF)))).toBe('too-many-attachments');
});

test('an attachment that is too large', async () => {
  expect(await refusalOf([attachment(new Uint8Array(limits.sealableBytes + 1))])).toBe('attachment-too-large');
});

test('attachments that are too large together', async () => {
  const large = attachment(new Uint8Array(limits.sealableBytes));
  expect(await refusalOf([large, large, large, large, large, attachment(PDF)])).toBe('submission-too-large');
});

test('an empty attachment', async () => {
  expect(await refusalOf([attachment(new Uint8Array())])).toBe('attachment-empty');
});

test('a payment that metadata cannot express is a bug, and its message quotes nothing', async () => {
  const payment = {
    transactionReference: 'GEHEIM',
    transactionId: 'x'.repeat(37),
    paymentMethod: 'OTHER',
    status: 'BOOKED',
    grossAmount: 1,
  } as const;
  const thrown = await sealSubmission({ ...request, payment }).catch((e: unknown) => e);
  expect(String(thrown)).toBe('Bug: metadata: paymentInformation.transactionId');
});
