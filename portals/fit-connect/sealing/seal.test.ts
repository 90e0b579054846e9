import { randomBytes } from 'node:crypto';
import { compactDecrypt, decodeProtectedHeader } from 'jose';
import { beforeAll, expect, test } from 'vitest';
import { Refusal } from '../../../foundation/errors.ts';
import { sha512 } from '../../../simulators/fit-connect/content-checks.ts';
import { openPortalKeys, type PortalKey } from '../../../simulators/fit-connect/keys.ts';
import { type Metadata, violationsOf } from '../../../simulators/fit-connect/metadata.ts';
import {
  DESTINATION,
  JPEG,
  json,
  KEY_DIRECTORY,
  PDF,
  PERMIT,
  SCHEMA_URI,
} from '../../../simulators/fit-connect/test-support/portal.ts';
import { type PublicEncryptionKey, SealedSubmission } from '../contract.ts';
import { tagsOf } from '../events/authentication-tags.ts';
import { limits } from '../limits.ts';
import type { SealAttachment } from './attachment.ts';
import { paymentInformation } from './payment-information.ts';
import { type SealRequest, sealSubmission } from './seal.ts';

const REPORT = '{"reportId":"1"}';
const WALLET = {
  kind: 'wallet-presentation',
  format: 'dc+sd-jwt',
  content: 'a.b.c~d~e.f.g',
  report: '{"loa":1}',
} as const;

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
    metadataVersion: '2.1.0',
    evidence: { kind: 'identification-report', content: REPORT },
  };
  sealed = await sealSubmission(request);
}, 60_000);

const open = async (jwe: string) => (await compactDecrypt(jwe, key.privateKey)).plaintext;
const metadata = async (of: SealedSubmission): Promise<Metadata> =>
  JSON.parse(new TextDecoder().decode(await open(of.encryptedMetadata)));
const metadataWith = async (changes: Partial<SealRequest>) =>
  metadata(await sealSubmission({ ...request, ...changes }));

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

test('1.x: the identification report travels as base64url', async () => {
  const [report] = (await metadataWith({ metadataVersion: '1.0.0' })).authenticationInformation ?? [];
  expect(report).toEqual({
    type: 'identificationReport',
    version: '2.0.0',
    content: Buffer.from(REPORT).toString('base64url'),
  });
});

test('2.x: the identification report is a data set, hashed as it stands there', async () => {
  const { dataSets = [] } = await metadata(sealed);
  expect(dataSets).toMatchObject([
    { schema: { mimeType: 'application/json' }, hash: { content: sha512(Buffer.from(REPORT)) }, content: REPORT },
  ]);
});

test('1.x has no place for what a wallet presented: it is an attachment', async () => {
  const written = await metadataWith({ metadataVersion: '1.0.0', evidence: WALLET });
  expect(written.authenticationInformation).toBeUndefined();
  expect(written.contentStructure.attachments.at(-1)).toMatchObject({
    purpose: 'report',
    mimeType: 'application/json',
    filename: 'wallet-nachweis.json',
  });
});

test('2.x: what a wallet presented is a data set with what was checked', async () => {
  const { dataSets = [], contentStructure } = await metadataWith({ evidence: WALLET });
  expect(JSON.parse(String(dataSets[0]?.content))).toEqual({
    format: 'dc+sd-jwt',
    presentation: WALLET.content,
    report: { loa: 1 },
  });
  expect(contentStructure.attachments).toHaveLength(2);
});

const FULL: Partial<SealRequest> = {
  payment: paymentInformation('5201.1234.5678', 'tx-1', 1999, 'girocard'),
  applicationDate: '2026-11-30',
  digitalNotice: true,
  replyChannel: { idBundDeMailbox: { mailboxUuid: 'd0b4a5e4-5b0a-4b9c-9a51-52d2f0a1b001' } },
};

test.each([
  ['as little as there can be', { evidence: null, attachments: [] }],
  ['an identification report', {}],
  ['a wallet’s presentation', { evidence: WALLET }],
  ['payment, date, consent and mailbox', FULL],
] as const)('FITKO’s schema of 2.1.0 holds with %s', async (_, changes) => {
  expect(violationsOf(await metadataWith(changes))).toEqual([]);
});

test('the schema is really asked', async () => {
  const { author: _, ...bare } = await metadata(sealed);
  expect(violationsOf({ ...bare, author: { name: 1 } })).not.toEqual([]);
});

test('who says no to an electronic notice says it: false, not nothing', async () => {
  expect((await metadataWith({ digitalNotice: false })).additionalReferenceInfo).toMatchObject({
    zustimmungZumDigitalenBescheid: false,
  });
  expect((await metadata(sealed)).additionalReferenceInfo).not.toHaveProperty('zustimmungZumDigitalenBescheid');
});

test('2.x names the sending system and no service; 1.x the other way round', async () => {
  const names = (written: Metadata) => ['author', 'publicServiceType'].filter((name) => name in written);
  expect(names(await metadata(sealed))).toEqual(['author']);
  expect(names(await metadataWith({ metadataVersion: '1.0.0' }))).toEqual(['publicServiceType']);
});

test('a reply channel that 1.x does not know', async () => {
  const { replyChannel } = FULL;
  await expect(
    sealSubmission({ ...request, metadataVersion: '1.0.0', ...(replyChannel && { replyChannel }) }),
  ).rejects.toThrow('reply-channel-not-offered');
});

test('nothing optional is written where there is nothing', async () => {
  const written = await metadataWith({ metadataVersion: '1.0.0', publicService: null, evidence: null });
  expect(Object.keys(written).sort()).toEqual(['$schema', 'additionalReferenceInfo', 'contentStructure']);
});

test('an attachment just too large for one upload is hashed whole and sent in order', async () => {
  const bytes = randomBytes(limits.fragmentBytes + 1);
  const fragmented = await sealSubmission({ ...request, attachments: [attachment(bytes)] });
  const [described] = (await metadata(fragmented)).contentStructure.attachments;
  expect(described?.hash.content).toBe(sha512(bytes));
  expect(described?.fragments).toEqual(fragmented.attachments.map(({ id }) => id));
  const parts = await Promise.all(fragmented.attachments.map(({ jwe }) => open(jwe)));
  expect(Buffer.concat(parts).equals(bytes)).toBe(true);
});

test.each([
  ['1.0.0', limits.fragmentBytes + 1],
  ['2.1.0', limits.fragmentBytes],
] as const)('metadata %s and %i bytes: one upload', async (metadataVersion, size) => {
  const { attachments } = await sealSubmission({
    ...request,
    metadataVersion,
    attachments: [attachment(new Uint8Array(size).fill(1))],
  });
  expect(attachments).toHaveLength(1);
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
